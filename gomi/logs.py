"""Events for the operator: one JSON line each on standard error, with ids and never contents."""

import logging
import sys

import structlog


def log_to_stderr() -> None:
    """Send every event there. An exception is told by its traceback, without the values it met."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # the one of the moment
        cache_logger_on_first_use=False,
    )
