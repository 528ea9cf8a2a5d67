# `cordon proxy` in a container. Build it in this folder: docker build -t cordon-proxy .
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /opt/cordon
COPY --from=build /build/package.json /build/LICENSE /build/NOTICE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY --from=build /build/policies policies
COPY --from=build /build/opa/opa.wasm.br /build/opa/opa.wasm.sha256 /build/opa/worker.mjs /build/opa/LICENSES.txt opa/
# The configuration is looked for from here upwards.
WORKDIR /etc/cordon
USER node
EXPOSE 8787
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:8787/-/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/opt/cordon/dist/cli/main.js", "proxy"]
CMD ["--help"]
