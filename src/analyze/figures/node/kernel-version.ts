/** A kernel release as uname -r gives it. */
export interface KernelVersion {
  major: number;
  minor: number;
  patch: number;
  /** RHEL, CentOS and their like: the number behind the dash tells the state of their own patches. */
  enterprise?: { release: number };
  /** A distributor’s kernel whose numbers do not tell which fixes it has. */
  distributor: boolean;
}

const VERSION = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,6}))?/;
const ENTERPRISE = /^\d+\.\d+\.\d+-(\d+).*\.el\d/;
const DISTRIBUTOR = /-generic|-aws|-azure|-gcp|-gke|-lowlatency|-default|\.el\d|\.fc\d/;

/** Reads `5.10.0-33-cloud-amd64`, `4.18.0-193.el8.x86_64`, `6.1`; undefined for what is none. */
export function kernelVersion(release: string): KernelVersion | undefined {
  const match = VERSION.exec(release);
  if (match === null) return undefined;
  const enterprise = ENTERPRISE.exec(release)?.[1];
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: Number(match[3] ?? 0),
    ...(enterprise === undefined ? {} : { enterprise: { release: Number(enterprise) } }),
    distributor: DISTRIBUTOR.test(release),
  };
}

/** Whether a version is `major.minor.patch` or later. */
export function isAtLeast(version: KernelVersion, [major, minor, patch = 0]: readonly number[]): boolean {
  const pairs = [
    [version.major, major ?? 0],
    [version.minor, minor ?? 0],
    [version.patch, patch],
  ] as const;
  const different = pairs.find(([own, other]) => own !== other);
  return different === undefined || different[0] > different[1];
}
