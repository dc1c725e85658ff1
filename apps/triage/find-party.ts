import type { Report, Tx } from '#store';
import type { ReadReport } from './read-report/report-reading.js';

/** By the domain of an address that it came from or may be answered at: a claim, shown as unverified. */
export async function findParty(
  tx: Tx,
  reading: Pick<ReadReport, 'senderAddress' | 'contact'>,
  report: Pick<Report, 'sender'>,
): Promise<string | null> {
  const addresses = [reading.senderAddress, reading.contact.email, report.sender].filter((address) =>
    address?.includes('@'),
  );
  const domains = addresses.map((address) => (address ?? '').slice((address ?? '').lastIndexOf('@') + 1).toLowerCase());
  if (domains.length === 0) return null;
  const [party] = await tx.query<{ id: string }>('SELECT id FROM party WHERE domains && $1 ORDER BY key LIMIT 1', [
    domains,
  ]);
  return party?.id ?? null;
}
