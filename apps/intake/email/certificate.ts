import { readFile, stat } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** Tells this version of the files from the next one. */
  readonly version: string;
}

interface CertificateFiles {
  readonly keyFile: string;
  readonly certFile: string;
}

/** Reads a key and its certificate. Throws when either cannot be read or they do not belong together. */
export async function readCertificate(files: CertificateFiles): Promise<Certificate> {
  // Before the contents: a change in between is then seen the next time.
  const version = await versionOf(files);
  const [key, cert] = await Promise.all([readFile(files.keyFile), readFile(files.certFile)]);
  createSecureContext({ key, cert });
  return { key, cert, version };
}

/** When the files were last changed, as one text. A link that points elsewhere is a change, as certbot and Kubernetes do it. */
export async function versionOf({ keyFile, certFile }: CertificateFiles): Promise<string> {
  const stats = await Promise.all([stat(keyFile), stat(certFile)]);
  return stats.map(({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`).join(', ');
}
