# The service, as a user that owns nothing it could change. The locks hold the hash of every package.
FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /srv/support-web

COPY requirements.lock ./
RUN python -m pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY graph_service graph_service
COPY analysis analysis
COPY facts facts
COPY cypher cypher
# What releases are stamped with: docker build --build-arg COMMIT="$(git rev-parse HEAD)"
ARG COMMIT=""
RUN printf '%s' "$COMMIT" > COMMIT
# Editable: the queries are found beside the packages, as in a checkout.
RUN python -m pip install --no-deps --no-build-isolation --editable . \
    && python -m compileall -q graph_service analysis facts \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin support-web

USER 10001
ENV SUPPORT_WEB_HOST=0.0.0.0 \
    SUPPORT_WEB_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/sign-in', timeout=4)"]
CMD ["support-web", "serve"]
