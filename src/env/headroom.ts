/** MAX_ARG_STRLEN - 1: the longest single argument or `NAME=value` that execve takes, 32 pages less its NUL. */
export const ARGUMENT_LIMIT = 131_071;
/** The stack limit that container runtimes leave as it is: 8 MiB. */
export const USUAL_STACK = 8 * 1024 * 1024;

const KIB = 1024;
/** Bytes of a string’s pointer. */
const POINTER = 8;

/**
 * Bytes that the kernel lets arguments plus environment of one exec take: a quarter of the stack limit, at least
 * 128 KiB, at most 6 MiB (three quarters of the 8 MiB _STK_LIM).
 *
 * Rule: execve(2) "Limits on size of arguments and environment", https://man7.org/linux/man-pages/man2/execve.2.html,
 * and `bprm_stack_limits`, https://github.com/torvalds/linux/blob/v6.12/fs/exec.c
 */
export function execLimit(stack: number | 'unlimited'): number {
  const quarter = stack === 'unlimited' ? Number.POSITIVE_INFINITY : Math.floor(stack / 4);
  return Math.min(Math.max(quarter, 128 * KIB), 6 * KIB * KIB);
}

/**
 * Bytes of {@link execLimit} that an exec uses: all strings with their NULs and, since Linux 4.13, the pointer of
 * each string.
 */
export function execUse(input: {
  /** The environment block, NULs included. */
  bytes: number;
  /** Its strings. */
  variables: number;
  argv?: readonly string[];
}): number {
  const argv = input.argv ?? [];
  const argumentBytes = argv.reduce((sum, argument) => sum + Buffer.byteLength(argument) + 1, 0);
  return input.bytes + argumentBytes + POINTER * (input.variables + argv.length);
}

/**
 * Bytes of the one argument in which the nginx image's entrypoint hands all names to envsubst: `${NAME} ` for each.
 *
 * Rule: `defined_envs=$(printf '${%s} ' …)` and `envsubst "$defined_envs"` in
 * https://github.com/nginx/docker-nginx/blob/master/entrypoint/20-envsubst-on-templates.sh
 */
export function envsubstArgumentBytes(names: Iterable<string>): number {
  let bytes = 0;
  for (const name of names) bytes += Buffer.byteLength(name) + '${} '.length;
  return bytes;
}

/** How many more pieces of `each` bytes fit below `limit`; 0 when it is exceeded already. */
export function roomFor(input: { limit: number; used: number; each: number }): number {
  return Math.max(0, Math.floor((input.limit - input.used) / input.each));
}
