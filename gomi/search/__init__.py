"""The item search: 「X はどう捨てる？」 answered from one city's tables and the shared lexicon."""
