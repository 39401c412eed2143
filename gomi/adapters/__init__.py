"""The only rooms where outside systems enter; `gomi.bootstrap` alone opens their doors."""
