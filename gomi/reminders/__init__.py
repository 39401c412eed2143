"""お知らせ: who wants to be told of collection days, what is told, and when."""
