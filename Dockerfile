# Two images from one file: `programs` (worker, gateway and codec server; the command says which) and `tools` (the
# namespace's set-up and the sandbox, which run from the source).
#   docker build --tag ticketscloud-order-saga:0.1.0 .
#   docker build --tag ticketscloud-order-saga-tools:0.1.0 --target tools .

# Debian, since the native part of the Temporal SDK needs glibc; the whole image, since it brings CA certificates.
FROM node:24.21.0-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY programs/package.json programs/
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY tools tools
RUN npm run build

# A stage of its own, so that the largest layer stays the same from release to release until package-lock.json changes.
FROM node:24.21.0-bookworm AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
COPY programs/package.json programs/
RUN npm ci --omit=dev
# The SDK brings its native part for five platforms, about 28 MB each.
RUN find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
  ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

FROM node:24.21.0-bookworm-slim AS runtime
ENV NODE_ENV=production
WORKDIR /app
# The native part connects with none of them missing, not even without TLS; the slim image has none.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
# The user "node" by its number: Kubernetes cannot tell by a name that it is not root.
USER 1000:1000
# Node is process 1 and gets the signals: no shell and no npm stands between.
ENTRYPOINT ["node"]

FROM runtime AS tools
COPY src src
COPY tools tools
COPY sandbox sandbox
CMD ["--import", "tsx", "tools/setup.ts", "--help"]

# Last, so that it is what `docker build .` makes.
FROM runtime AS programs
COPY --from=build /app/dist dist
CMD ["dist/worker.js"]
