import { describe, expect, test } from 'vitest';
import { collisionRules } from '../../../src/analyze/collisions/index.ts';
import { KNOWN_APPS } from '../../../src/analyze/collisions/known-apps/index.ts';
import type { Severity } from '../../../src/contracts/report.ts';
import type { ContainerInventory } from '../../../src/contracts/inventory.ts';
import { templateOf } from '../template.ts';

type Container = Partial<ContainerInventory>;

/** For each rule: the Service, the variable that it makes, a container that is the app, and one that is not. */
const CASES: Record<
  string,
  { service: string; variable: string; app: Container; not: Container; severity: Severity }
> = {
  n8n: {
    ...port('n8n', 'N8N_PORT', 'docker.n8n.io/n8nio/n8n:1.80.0', 'team/n8n-exporter'),
    severity: 'medium',
  },
  paperless: port(
    'paperless',
    'PAPERLESS_PORT',
    'ghcr.io/paperless-ngx/paperless-ngx:2.15',
    'clusterzx/paperless-ai',
  ),
  authelia: port('authelia', 'AUTHELIA_PORT', 'authelia/authelia:4.39', 'team/authelia-theme'),
  dify: port('dify', 'DIFY_PORT', 'langgenius/dify-api:1.4', 'langgenius/dify-web:1.4'),
  'opal-server': port(
    'opal-server',
    'OPAL_SERVER_PORT',
    'permitio/opal-server:0.5.0',
    'permitio/opal-client:0.5.0',
  ),
  kroki: port('kroki', 'KROKI_PORT', 'yuzutech/kroki:0.27', 'yuzutech/kroki-mermaid:0.27'),
  searxng: {
    ...port('searxng', 'SEARXNG_PORT', 'docker.io/searxng/searxng:2026.3.29', 'team/searx-proxy'),
    severity: 'medium',
  },
  verdaccio: port('verdaccio', 'VERDACCIO_PORT', 'verdaccio/verdaccio:6', 'node:22'),
  memos: port('memos', 'MEMOS_PORT', 'neosmemo/memos:0.13', 'team/memory'),
  trilium: port('trilium', 'TRILIUM_PORT', 'zadam/trilium:0.63', 'team/app'),
  'vouch-proxy': port(
    'vouch',
    'VOUCH_PORT',
    'quay.io/vouch/vouch-proxy:0.45',
    'quay.io/oauth2-proxy/oauth2-proxy',
  ),
  gokapi: port('gokapi', 'GOKAPI_PORT', 'f0rc3/gokapi:v1.6', 'team/app'),
  livekit: port('livekit', 'LIVEKIT_PORT', 'livekit/livekit-server:v1.7.2', 'livekit/egress:v1.8'),
  octoprint: port('octoprint', 'OCTOPRINT_PORT', 'octoprint/octoprint:1.10', 'team/app'),
  superset: port('superset', 'SUPERSET_PORT', 'apache/superset:4.0.0', 'apache/airflow:3'),
  jupyter: port('jupyter', 'JUPYTER_PORT', 'quay.io/jupyter/scipy-notebook:latest', 'python:3.13'),
  vllm: { ...port('vllm', 'VLLM_PORT', 'vllm/vllm-openai:v0.8.5', 'ollama/ollama'), severity: 'high' },
  flower: port('flower', 'FLOWER_PORT', 'mher/flower:2.0', 'celery:5'),
  redisinsight: port('redisinsight', 'REDISINSIGHT_PORT', 'redislabs/redisinsight:1.14', 'redis:7'),
  'redisinsight-api': port('api', 'API_PORT', 'redis/redis-stack:7.2.0', 'redis:7'),
  pgadmin: { ...port('pgadmin', 'PGADMIN_PORT', 'fenglc/pgadmin4:2.1', 'postgres:17'), severity: 'medium' },
  temboard: port('temboard', 'TEMBOARD_PORT', 'dalibo/temboard:4.0', 'dalibo/temboard-agent:4.0'),
  cerebro: port('cerebro', 'CEREBRO_PORT', 'lmenezes/cerebro:0.9.0', 'team/app'),
  'druid-exporter': {
    ...port(
      'druid-exporter',
      'DRUID_EXPORTER_PORT',
      'quay.io/opstree/druid-exporter:v0.8',
      'apache/druid:29',
    ),
    severity: 'medium',
  },
  'sensu-api': port('sensu-api', 'SENSU_API_PORT', 'rounds/10m-sensu:latest', 'sensu/sensu:6.11'),
  athens: port('athens', 'ATHENS_PORT', 'gomods/athens:v0.15', 'golang:1.25'),
  flagd: port(
    'flagd',
    'FLAGD_PORT',
    'ghcr.io/open-feature/flagd:v0.5.0',
    'ghcr.io/open-feature/flagd-proxy:v0.5.0',
  ),
  krakend: port('krakend', 'KRAKEND_PORT', 'devopsfaith/krakend:2.9', 'team/gateway'),
  komodo: port(
    'komodo',
    'KOMODO_PORT',
    'ghcr.io/moghtech/komodo-core:1.18',
    'ghcr.io/moghtech/komodo-periphery:1.18',
  ),
  gangway: port('gangway', 'GANGWAY_PORT', 'gcr.io/heptio-images/gangway:v3.2.0', 'team/app'),
  'bazel-remote': port('bazel-remote', 'BAZEL_REMOTE_PORT', 'buchgr/bazel-remote-cache:latest', 'team/app'),
  'pact-broker': port(
    'pact-broker',
    'PACT_BROKER_PORT',
    'pactfoundation/pact-broker:2.42.0-1',
    'pactfoundation/pact-cli',
  ),
  'bitnami-redis': {
    ...port('redis', 'REDIS_PORT', 'docker.io/bitnami/redis:6.0.5', 'redis:6.0.5'),
    severity: 'medium',
  },
  'redis-commander': port('redis', 'REDIS_PORT', 'rediscommander/redis-commander:latest', 'redis:7'),
  keycloak: port('postgres', 'POSTGRES_PORT', 'jboss/keycloak:4.1.0', 'quay.io/keycloak/keycloak:26.0'),
  'bitnami-odoo': { ...port('postgresql', 'POSTGRESQL_PORT', 'bitnami/odoo:10', 'odoo:18'), severity: 'low' },
  'bitnami-mariadb': {
    ...port('mariadb', 'MARIADB_PORT', 'bitnami/mariadb:10.1', 'mariadb:11'),
    severity: 'low',
  },
  milvus: port('minio', 'MINIO_PORT', 'milvusdb/milvus:v2.5.4', 'team/app'),
  neo4j: port('neo4j', 'NEO4J_PORT', 'neo4j:5.26', 'team/graph-api'),
  minio: {
    service: 'minio-console',
    variable: 'MINIO_CONSOLE_PORT',
    app: { image: 'quay.io/minio/minio:latest', args: ['server', 'http://minio-{0...3}.minio/data'] },
    not: { image: 'quay.io/minio/minio:latest', args: ['server', '/data'] },
    severity: 'low',
  },
  solr: port('solr', 'SOLR_PORT', 'solr:8', 'apache/solr-operator:v0.9'),
  etcd: { ...port('etcd', 'ETCD_PORT', 'quay.io/coreos/etcd:v3.5.0', 'team/etcd-backup'), severity: 'info' },
  'clickhouse-backup': port(
    'clickhouse',
    'CLICKHOUSE_PORT',
    'altinity/clickhouse-backup:2.6',
    'clickhouse/clickhouse-server',
  ),
  'mysql-tcp': { ...port('mysql-tcp', 'MYSQL_TCP_PORT', 'mysql:8.4', 'team/app'), severity: 'medium' },
  'schema-registry': port(
    'schema-registry',
    'SCHEMA_REGISTRY_PORT',
    'confluentinc/cp-schema-registry:7.9',
    'apicurio/apicurio-registry',
  ),
  'kafka-rest': port('kafka-rest', 'KAFKA_REST_PORT', 'confluentinc/cp-kafka-rest:5.0.1', 'team/app'),
  'confluent-kafka': port('kafka', 'KAFKA_PORT', 'confluentinc/cp-kafka:7.9', 'apache/kafka:4.0'),
  kafka: port('kafka', 'KAFKA_PORT', 'wurstmeister/kafka:2.13', 'apache/kafka:4.0'),
  'kafka-jmx': port('jmx', 'JMX_PORT', 'bitnami/kafka:3.5', 'team/jmx-exporter'),
  spark: {
    service: 'spark-master',
    variable: 'SPARK_MASTER_PORT',
    app: { image: 'apache/spark:3.5', command: ['/opt/spark/sbin/start-master.sh'] },
    not: {
      image: 'apache/spark:3.5',
      command: ['/opt/spark/bin/spark-class', 'org.apache.spark.deploy.worker.Worker'],
    },
    severity: 'high',
  },
  'spark-worker': {
    service: 'spark-worker',
    variable: 'SPARK_WORKER_PORT',
    app: {
      image: 'a/b',
      command: ['spark-class', 'org.apache.spark.deploy.worker.Worker', 'spark://m:7077'],
    },
    not: { image: 'a/b', command: ['spark-class', 'org.apache.spark.deploy.master.Master'] },
    severity: 'high',
  },
  celeborn: port(
    'rss-master',
    'RSS_MASTER_PORT',
    'aliyunemr/remote-shuffle-service:0.1.1',
    'apache/spark:3.5',
  ),
  'jaeger-client': port('jaeger-agent', 'JAEGER_AGENT_PORT', 'jaegertracing/jaeger-query:1.16', 'team/app'),
  kibana: port(
    'server',
    'SERVER_PORT',
    'docker.elastic.co/kibana/kibana:8.2.3',
    'docker.elastic.co/elasticsearch/elasticsearch:8.2.3',
  ),
  'knative-webhook': port(
    'webhook',
    'WEBHOOK_PORT',
    'gcr.io/knative-releases/knative.dev/eventing/cmd/webhook@sha256:ab',
    'team/webhook',
  ),
  'docker-registry': { ...port('registry', 'REGISTRY_PORT', 'registry:2', 'team/app'), severity: 'info' },
  'spring-boot': {
    service: 'server',
    variable: 'SERVER_PORT',
    app: { env: [{ name: 'SPRING_PROFILES_ACTIVE', from: 'value', bytes: 4 }] },
    not: { command: ['node', 'server.js'] },
    severity: 'high',
  },
  'spring-rabbitmq': {
    service: 'rabbitmq',
    variable: 'RABBITMQ_PORT',
    app: { command: ['java', 'org.springframework.boot.loader.launch.JarLauncher'] },
    not: { image: 'rabbitmq:4' },
    severity: 'medium',
  },
  laravel: {
    service: 'redis',
    variable: 'REDIS_PORT',
    app: { image: 'team/shop', command: ['php', '/app/artisan', 'queue:work'] },
    not: { image: 'team/shop', command: ['node', 'worker.js'] },
    severity: 'medium',
  },
  rocket: port('rocket', 'ROCKET_PORT', 'vaultwarden/server:1.33', 'team/app'),
  uvicorn: {
    service: 'uvicorn',
    variable: 'UVICORN_PORT',
    app: { command: ['sh', '-c', 'exec uvicorn app:app'] },
    not: { command: ['gunicorn', 'app:app'] },
    severity: 'medium',
  },
  'flask-run': {
    service: 'flask-run',
    variable: 'FLASK_RUN_PORT',
    app: { command: ['/venv/bin/flask', 'run'] },
    not: { command: ['gunicorn', 'app:app'] },
    severity: 'medium',
  },
  backrest: port('backrest', 'BACKREST_PORT', 'ghcr.io/garethgeorge/backrest:v1.9.1', 'team/backrest-hook'),
  focalboard: port(
    'focalboard',
    'FOCALBOARD_PORT',
    'mattermost/focalboard:7.1.0',
    'mattermost/mattermost-team-edition',
  ),
  dispatcharr: port('dispatcharr', 'DISPATCHARR_PORT', 'ghcr.io/dispatcharr/dispatcharr:0.14', 'team/app'),
  threadfin: port('threadfin', 'THREADFIN_PORT', 'fyb3roptik/threadfin:1.2', 'team/app'),
  actual: {
    ...port('actual', 'ACTUAL_PORT', 'actualbudget/actual-server:25.4.0', 'team/actual'),
    severity: 'medium',
  },
  invidious: port(
    'invidious',
    'INVIDIOUS_PORT',
    'quay.io/invidious/invidious:latest',
    'quay.io/invidious/inv-sig-helper',
  ),
  cantinarr: {
    ...port('cantinarr', 'CANTINARR_PORT', 'ghcr.io/windoze95/cantinarr:1', 'team/app'),
    severity: 'medium',
  },
  spoolman: {
    ...port('spoolman', 'SPOOLMAN_PORT', 'ghcr.io/donkie/spoolman:0.22', 'team/app'),
    severity: 'medium',
  },
  stump: { ...port('stump', 'STUMP_PORT', 'aaronleopold/stump:nightly', 'team/app'), severity: 'medium' },
  hister: port('hister', 'HISTER_PORT', 'ghcr.io/asciimoo/hister:v0.7.0', 'team/app'),
  lemmy: {
    ...port('lemmy', 'LEMMY_PORT', 'docker.io/dessalines/lemmy:0.9.9', 'dessalines/lemmy-ui:0.9.9'),
    severity: 'medium',
  },
  huginn: {
    ...port('huginn', 'HUGINN_PORT', 'ghcr.io/huginn/huginn:latest', 'team/app'),
    severity: 'medium',
  },
  'bitnami-ghost': { ...port('ghost', 'GHOST_PORT', 'bitnami/ghost:0.11', 'ghost:5'), severity: 'low' },
  lldap: port('lldap-ldap', 'LLDAP_LDAP_PORT', 'lldap/lldap:stable', 'team/app'),
  openldap: port('ldap', 'LDAP_PORT', 'osixia/openldap:1.4.0', 'bitnami/openldap:2.6'),
  seafile: port('db', 'DB_PORT', 'seafileltd/seafile-mc:12.0.7', 'mariadb:11'),
  everest: port(
    'mqtt-server',
    'MQTT_SERVER_PORT',
    'ghcr.io/everest/everest-demo/manager:0.0.16',
    'eclipse-mosquitto:2',
  ),
  langflow: port(
    'langflow',
    'LANGFLOW_PORT',
    'langflowai/langflow:1.7.0',
    'langflowai/langflow-frontend:1.7.0',
  ),
  'langflow-runtime': port(
    'langflow-runtime',
    'LANGFLOW_RUNTIME_PORT',
    'langflowai/langflow:1.7.0',
    'langflowai/langflow-frontend:1.7.0',
  ),
  gotenberg: port('api', 'API_PORT', 'gotenberg/gotenberg:8.20', 'team/api'),
  relay: port('relay', 'RELAY_PORT', 'getsentry/relay:20.7.1', 'team/relay'),
  flexo: port('flexo', 'FLEXO_PORT', 'nroi/flexo:1.2', 'team/flexo'),
  parsoid: port('parsoid', 'PARSOID_PORT', 'thenets/parsoid:0.11', 'mediawiki:1.43'),
  'iceberg-rest': port('rest', 'REST_PORT', 'tabulario/iceberg-rest:1.6', 'team/rest'),
  gpustack: port('gpustack-worker', 'GPUSTACK_WORKER_PORT', 'gpustack/gpustack:v0.7', 'gpustack/runner'),
  netdata: {
    ...port('netdata', 'NETDATA_PORT', 'netdata/netdata:v1.25', 'netdata/agent-sd'),
    severity: 'low',
  },
  lhci: port('lhci', 'LHCI_PORT', 'patrickhulce/lhci-server:0.12', 'patrickhulce/lhci-client:0.12'),
  semaphore: port('semaphore', 'SEMAPHORE_PORT', 'semaphoreui/semaphore:v2.9', 'team/semaphore'),
  cloudprober: {
    ...port('cloudprober', 'CLOUDPROBER_PORT', 'cloudprober/cloudprober:v0.10', 'team/app'),
    severity: 'low',
  },
  weblate: { ...port('weblate', 'WEBLATE_PORT', 'weblate/weblate:3.7', 'team/app'), severity: 'low' },
  rig: port('rig', 'RIG_PORT', 'ghcr.io/rigdev/rig:1', 'ghcr.io/rigdev/rig-operator:1'),
  sobs: {
    ...port('sobs', 'SOBS_PORT', 'ghcr.io/abartrim/sobs:v0.2.0-beta.1', 'team/app'),
    severity: 'medium',
  },
  centrifugo: port('centrifugo', 'CENTRIFUGO_PORT', 'centrifugo/centrifugo:v2.3.0', 'team/app'),
  podinfo: port('podinfo', 'PODINFO_PORT', 'ghcr.io/stefanprodan/podinfo:6', 'team/app'),
  proxypool: { ...port('redis', 'REDIS_PORT', 'germey/proxypool:master', 'redis:7'), severity: 'medium' },
  kurrentdb: port('kurrentdb', 'KURRENTDB_PORT', 'kurrentplatform/kurrentdb:25.1.0', 'team/kurrentdb-backup'),
  eventstore: port('eventstore', 'EVENTSTORE_PORT', 'eventstore/eventstore:21.10.0-focal', 'team/app'),
  dragonfly: port(
    'dfly-metrics',
    'DFLY_METRICS_PORT',
    'docker.dragonflydb.io/dragonflydb/dragonfly:v1.39.0',
    'ghcr.io/dragonflydb/operator:v1.6.1',
  ),
  'torch-distributed': {
    service: 'master',
    variable: 'MASTER_PORT',
    app: { args: ['torchrun', '--nnodes=2', 'train.py'] },
    not: { args: ['python', 'serve.py'] },
    severity: 'high',
  },
};

test('every rule has its cases, a source, and says what happens', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(KNOWN_APPS.map(({ id }) => id).toSorted());
  for (const { source, effect, wayOut } of KNOWN_APPS) {
    expect(source).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
    expect(effect).toMatch(/^[\p{Lu}].*[.”]$/u);
    expect(wayOut ?? 'A sentence.').toMatch(/^[A-Z].*\.$/);
  }
});

describe.each(Object.entries(CASES))('%s', (id, { service, variable, app, not, severity }) => {
  const rule = collisionRules([]);
  const source = KNOWN_APPS.find((each) => each.id === id)?.source ?? '';
  const found = (container: Container, more: Parameters<typeof templateOf>[0] = {}) =>
    rule(templateOf({ services: ['orders', service], container, ...more })).filter(({ evidence }) =>
      evidence.some(({ text }) => text === `Rule ${id}: ${source}`),
    );

  test('holds for the app', () => {
    const [finding, ...more] = found(app);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'variable-collision', severity });
    expect(finding?.message).toContain(variable);
    expect(finding?.message).toContain(`The Service ${service} makes`);
    expect(finding?.message).not.toContain('if this app');
    expect(finding?.field?.slice(0, 2)).toEqual(['containers', 0]);
  });

  test('does not hold for another app', () => {
    expect(found(not)).toEqual([]);
  });

  test('does not hold without the Service, with links off, or where the names are declared', () => {
    expect(found(app, { services: ['orders'] })).toEqual([]);
    expect(found(app, { linksOn: false })).toEqual([]);
    expect(found(app, { services: undefined })).toEqual([]);
    const names = [...templateOf({ services: [service] }).links.names()];
    const declared = names.map((name) => ({ name, from: 'value' as const, bytes: 4 }));
    expect(found({ ...app, env: [...(app.env ?? []), ...declared] })).toEqual([]);
  });
});

function port(service: string, variable: string, image: string, other: string) {
  return { service, variable, app: { image }, not: { image: other }, severity: 'high' as const };
}

describe('what is called like an app and is none', () => {
  test.each<[string, Container]>([
    ['vllm', { image: 'team/vllm-gateway:1' }],
    ['mysql-tcp', { image: 'percona/percona-xtradb-cluster-operator:1.14' }],
    ['jaeger-agent', { image: 'jaegertracing/jaeger-operator:1.60' }],
    ['jupyter', { image: 'team/jupyterlab-proxy:1' }],
    ['master', { image: 'pytorch/pytorch:2.9', command: ['python', 'serve.py'] }],
    ['redis', { image: 'bitnami/redis-cluster:7.2' }],
    ['redis', { image: 'oliver006/redis_exporter:v1' }],
    ['etcd', { image: 'team/app', args: ['--storage', 'etcd'] }],
    ['uvicorn', { command: ['uvicorn', 'app:app', '--port', '8000'] }],
    ['uvicorn', { command: ['sh', '-c', 'exec uvicorn app:app --port=8000'] }],
    ['flask-run', { command: ['flask', 'run', '-p', '80'] }],
    ['podinfo', { image: 'stefanprodan/podinfo:6', command: ['./podinfo', '--port=9898'] }],
    [
      'centrifugo',
      { image: 'centrifugo/centrifugo:v5', args: ['centrifugo', '-c', 'config.json', '--port', '8000'] },
    ],
    ['dragonfly', { image: 'dragonflydb/dragonfly:v1' }],
    ['kurrentdb', { image: 'kurrentplatform/kurrentdb-operator:1' }],
    [
      'superset',
      { image: 'apache/superset:4', command: ['sh', '-c', 'until nc -z db 5432; do sleep 1; done'] },
    ],
    ['n8n', { image: 'n8nio/n8n:1', command: ['chown', '-R', '1000', '/data'] }],
    [
      'server',
      { image: 'busybox', command: ['sh', '-c', 'sleep 1'], env: [{ name: 'SPRING_X', from: 'value' }] },
    ],
  ])('with a Service %s: %j', (service, container) => {
    const found = collisionRules([])(templateOf({ services: [service], container }));
    expect(found.filter(({ code }) => code === 'variable-collision')).toEqual([]);
  });
});
