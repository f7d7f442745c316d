# syntax=docker/dockerfile:1
# The server with the console. It needs a PostgreSQL database: the embedded one is left out.
# docker build --tag caretype --sbom=true --provenance=true .

ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-slim AS build
WORKDIR /app
ENV CI=true
COPY . .
RUN npx -y pnpm@12 install --frozen-lockfile --filter "@caretype/console..." \
  && npx -y pnpm@12 --filter @caretype/console build

FROM node:${NODE_VERSION}-slim AS production
WORKDIR /app
ENV CI=true
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/server apps/server
COPY packages/api packages/api
COPY packages/chart packages/chart
COPY packages/cli packages/cli
COPY packages/client packages/client
COPY packages/coming-from-django packages/coming-from-django
COPY packages/core packages/core
COPY packages/db packages/db
COPY packages/identity packages/identity
COPY packages/import packages/import
COPY packages/postgres packages/postgres
COPY packages/scheduling packages/scheduling
RUN npx -y pnpm@12 install --prod --no-optional --frozen-lockfile --filter "@caretype/server..."
COPY --from=build /app/apps/console/dist apps/console/dist

FROM node:${NODE_VERSION}-slim
WORKDIR /app
COPY --from=production /app /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CARETYPE_ENV_FILE=none
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/server/src/main.js"]
CMD ["serve"]
