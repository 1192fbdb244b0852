import { parse, stringify } from 'yaml';

/** The parts of a krew manifest that are filled in. */
interface Manifest {
  metadata: { name: string };
  spec: { version?: string; homepage?: string; platforms: Platform[] };
}

interface Platform {
  selector: { matchLabels: { os: string; arch: string } };
  bin: string;
  uri?: string;
  sha256?: string;
}

export interface Release {
  /** As in package.json. */
  version: string;
  /** Web address of the repository, of which the archives are release assets. */
  repository: string;
  /** Name of each archive and its SHA-256 in hexadecimal. */
  archives: Map<string, string>;
}

/** Name of the archive for a platform, in krew's words for systems and processors. */
export function archiveName(os: string, arch: string): string {
  return `kubectl-envaudit_${os}_${arch}.tar.gz`;
}

/**
 * krew/envaudit.yaml filled in for a release. Platforms without an archive are left out.
 * @throws Error when no archive fits.
 */
export function manifest(template: string, { version, repository, archives }: Release): string {
  const filled = parse(template) as Manifest;
  const platforms = filled.spec.platforms.flatMap((platform) => {
    const { os, arch } = platform.selector.matchLabels;
    const name = archiveName(os, arch);
    const sha256 = archives.get(name);
    return sha256 === undefined
      ? []
      : [{ ...platform, uri: `${repository}/releases/download/v${version}/${name}`, sha256 }];
  });
  if (platforms.length === 0) throw new Error('there is no archive of any platform in the template');
  filled.spec = { ...filled.spec, version: `v${version}`, homepage: repository, platforms };
  return stringify(filled, { lineWidth: 0 });
}
