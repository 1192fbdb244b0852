/**
 * An API timestamp as RFC 3339 text. The API's JSON has strings where client-node's types say Date. The epoch and what is
 * before it is no time: kubelet writes `1970-01-01T00:00:00Z` as the start of a container that could not be started, and
 * Go's zero time is of the year 1. (`time.Unix(0, status.StartedAt)` in
 * https://github.com/kubernetes/kubernetes/blob/v1.20.2/pkg/kubelet/kuberuntime/kuberuntime_container.go)
 */
export function timestamp(value: unknown): string | undefined {
  if (typeof value !== 'string' && !(value instanceof Date)) return undefined;
  const date = new Date(value);
  return date.getTime() > 0 ? date.toISOString().replace('.000Z', 'Z') : undefined;
}
