/** A Service as it is posted to a real API server before its namespace is captured. */
export interface ServiceManifest {
  apiVersion: 'v1';
  kind: 'Service';
  metadata: { name: string; labels: Record<string, string> };
  spec: Record<string, unknown>;
}

const DOMAINS =
  'accounts ads analytics auth billing cart catalog checkout content coupons crm currency delivery devices email events exports feed finance forms fraud gateway geo gifts identity images imports insights inventory invoices jobs ledger loyalty mail maps media messaging notifications offers orders partners payments pricing profiles promotions push quotes ranking ratings refunds reports returns reviews search sessions shipping signup sms stock stores subscriptions support surveys tax tracking translations users vendors video vouchers wallet warehouse webhooks wishlist'.split(
    ' ',
  );
const COMPONENTS = 'api web worker cache db-primary db-replica queue admin grpc cron metrics proxy'.split(
  ' ',
);
const STAGES = ['', '-canary', '-preview', '-legacy', '-v2', '-blue', '-green'];

/**
 * The first `count` Services of a large shop's namespace, always the same ones: unnamed and named ports, two
 * ports, UDP, dashes in port names, now and then a headless or an ExternalName Service, and, unless they are not
 * wanted, one pair (`cart` and `cart-service`) whose variables collide.
 */
export function services(count: number, collisions: boolean): ServiceManifest[] {
  const special = [
    service('cart', { ports: [{ name: 'http', port: 80 }] }),
    ...(collisions ? [service('cart-service', { ports: [{ port: 8080 }] })] : []),
    service('search-index', { clusterIP: 'None', ports: [{ name: 'transport', port: 9300 }] }),
    service('mail-relay', { type: 'ExternalName', externalName: 'smtp.example.com' }),
  ];
  const names = STAGES.flatMap((stage) =>
    COMPONENTS.flatMap((component) => DOMAINS.map((domain) => `${domain}-${component}${stage}`)),
  );
  return [...special, ...names.map((name, index) => service(name, shape(name, index)))].slice(0, count);
}

function shape(name: string, index: number): Record<string, unknown> {
  if (index % 97 === 96) return { clusterIP: 'None', ports: [{ name: 'http', port: 8080 }] };
  if (name.includes('-grpc')) {
    return { ports: [port(9000, 'grpc'), port(9102, 'http-metrics')] };
  }
  if (name.includes('-db-')) return { ports: [port(5432)] };
  if (name.includes('-cache')) return { ports: [port(6379, 'tcp-redis')] };
  if (name.includes('-metrics')) return { ports: [{ ...port(8125, 'statsd'), protocol: 'UDP' }] };
  if (name.includes('-queue')) return { ports: [port(5672, 'amqp'), port(15672, 'management')] };
  return { ports: [index % 3 === 0 ? port(80) : port(8080, 'http')] };
}

function port(number: number, name?: string): Record<string, unknown> {
  return name === undefined ? { port: number } : { name, port: number };
}

function service(name: string, spec: Record<string, unknown>): ServiceManifest {
  const labels = { 'app.kubernetes.io/name': name };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: { selector: labels, ...spec },
  };
}
