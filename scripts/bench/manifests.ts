import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Manifests {
  folder: string;
  /** All documents in one file. */
  stream: string;
  /** The same documents in files of ten below one folder. */
  files: string;
  bytes: number;
}

const PER_FILE = 10;
const APPS = ['billing', 'catalog', 'checkout', 'gateway', 'ledger', 'orders', 'pricing', 'search'];

/** Writes so many YAML documents as teams keep them: half of them Deployments, then Services and ConfigMaps. */
export function writeManifests(count: number): Manifests {
  const folder = mkdtempSync(join(tmpdir(), 'envaudit-bench-'));
  const documents = Array.from({ length: count }, (_, index) => documentOf(index));
  const [stream, files] = [join(folder, 'all.yaml'), join(folder, 'manifests')];
  const text = documents.join('---\n');
  writeFileSync(stream, text);
  mkdirSync(files);
  for (let from = 0; from < count; from += PER_FILE) {
    const name = `${String(from / PER_FILE).padStart(5, '0')}.yaml`;
    writeFileSync(join(files, name), documents.slice(from, from + PER_FILE).join('---\n'));
  }
  return { folder, stream, files, bytes: Buffer.byteLength(text) };
}

function documentOf(index: number): string {
  const name = `${APPS[index % APPS.length]}-${String(Math.floor(index / 4)).padStart(4, '0')}`;
  const namespace = `team-${String(Math.floor(index / 200)).padStart(2, '0')}`;
  const make = [deployment, service, deployment, configMap][index % 4]!;
  return make(name, namespace);
}

const head = (apiVersion: string, kind: string, name: string, namespace: string): string => `# ${kind} ${name}
apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: &labels
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/managed-by: Helm
`;

const deployment = (
  name: string,
  namespace: string,
): string => `${head('apps/v1', 'Deployment', name, namespace)}spec:
  replicas: 3
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels: *labels
      annotations:
        prometheus.io/scrape: "true"
    spec:
      serviceAccountName: ${name}
      securityContext: { runAsNonRoot: true, fsGroup: 2000 }
      containers:
        - name: app
          image: registry.example/${namespace}/${name}:1.4.2
          args: ["--listen=:8080", "--cache=$(REDIS_SERVICE_HOST)"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
            - name: DATABASE_URL
              valueFrom:
                secretKeyRef: { name: ${name}-database, key: url }
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          envFrom:
            - configMapRef:
                name: ${name}-settings
          resources:
            requests: { cpu: 50m, memory: 128Mi }
            limits: { cpu: 500m, memory: 512Mi }
          livenessProbe:
            exec:
              command: [sh, -c, "test -e /tmp/alive"]
            periodSeconds: 10
          readinessProbe:
            httpGet: { path: /healthz, port: http }
          volumeMounts:
            - name: settings
              mountPath: /etc/settings
              readOnly: true
      volumes:
        - name: settings
          configMap:
            name: ${name}-settings
`;

const service = (name: string, namespace: string): string => `${head('v1', 'Service', name, namespace)}spec:
  type: ClusterIP
  selector: *labels
  ports:
    - name: http
      port: 80
      targetPort: 8080
    - name: metrics
      port: 9102
`;

const configMap = (
  name: string,
  namespace: string,
): string => `${head('v1', 'ConfigMap', `${name}-settings`, namespace)}data:
  FEATURE_FLAGS: "checkout,search"
  server.properties: |
    listen=0.0.0.0:8080
    # where the cache is
    cache.url=redis://redis.${namespace}.svc:6379/0
    timeouts.read=5s
    timeouts.write=10s
`;
