import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import {
  bits,
  context,
  element,
  identifier,
  integer,
  octets,
  sequence,
  set,
  text,
  time,
  yes,
} from './der.ts';

/** A certificate and its private key, as PEM. */
export interface Certified {
  certificate: string;
  key: string;
}

export interface DemoCertificates {
  /** The authority's certificate, as PEM. */
  authority: string;
  server: Certified;
  /** Its subject is user `demo` of group `system:masters`, as Kubernetes reads it. */
  client: Certified;
}

const ECDSA_SHA256 = sequence(identifier('1.2.840.10045.4.3.2'));
const DAYS = 30;

/**
 * An authority, a server certificate for 127.0.0.1, ::1 and localhost, and a client certificate, all of P-256 and
 * 30 days, made in a few milliseconds. Written out by hand (RFC 5280) because Node can sign but not write
 * certificates, and a library for three fixed certificates would be larger than the rest of the server.
 */
export function createCertificates(): DemoCertificates {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name: subject('envaudit-demo-ca'), key: keys.privateKey };
  const authority = certificate({
    issuer,
    subject: issuer.name,
    publicKey: keys.publicKey,
    extensions: [basic(true)],
  });
  const leaf = (name: Buffer, ...extensions: Buffer[]): Certified => {
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const made = certificate({
      issuer,
      subject: name,
      publicKey: own.publicKey,
      extensions: [basic(false), ...extensions],
    });
    return { certificate: made, key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }) };
  };
  return {
    authority,
    server: leaf(subject('localhost'), usage('1.3.6.1.5.5.7.3.1'), alternativeNames()),
    client: leaf(subject('demo', 'system:masters'), usage('1.3.6.1.5.5.7.3.2')),
  };
}

interface CertificateParts {
  issuer: { name: Buffer; key: KeyObject };
  subject: Buffer;
  publicKey: KeyObject;
  extensions: Buffer[];
}

function certificate({ issuer, subject: name, publicKey, extensions }: CertificateParts): string {
  const now = Date.now();
  const serial = randomBytes(16);
  serial[0] = (serial[0] ?? 0) | 1;
  const body = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_SHA256,
    issuer.name,
    // An hour back, for clocks that differ.
    sequence(time(new Date(now - 3_600_000)), time(new Date(now + DAYS * 86_400_000))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    context(3, sequence(...extensions)),
  );
  const signed = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, issuer.key)));
  const lines = signed.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** Common name and, as Kubernetes' group, organization. */
function subject(commonName: string, organization?: string): Buffer {
  const parts = organization === undefined ? [] : [part('2.5.4.10', organization)];
  return sequence(...parts, part('2.5.4.3', commonName));
}

function part(oid: string, value: string): Buffer {
  return set(sequence(identifier(oid), text(value)));
}

function basic(authority: boolean): Buffer {
  return extension('2.5.29.19', authority ? sequence(yes()) : sequence(), true);
}

function extension(oid: string, value: Buffer, critical = false): Buffer {
  return sequence(identifier(oid), ...(critical ? [yes()] : []), octets(value));
}

function usage(oid: string): Buffer {
  return extension('2.5.29.37', sequence(identifier(oid)));
}

function alternativeNames(): Buffer {
  const loopback6 = Buffer.alloc(16);
  loopback6[15] = 1;
  const names = [
    element(0x82, Buffer.from('localhost')),
    element(0x87, Buffer.from([127, 0, 0, 1])),
    element(0x87, loopback6),
  ];
  return extension('2.5.29.17', sequence(...names));
}
