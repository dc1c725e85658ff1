/** What is wrong where, below what is edited: `/steps/0/notify`. */
export type Faults = readonly { readonly pointer: string; readonly detail: string }[];

/** The faults of one place and of what is in it. */
export function faultsAt(faults: Faults, place: string): Faults {
  return faults.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`));
}

/** Under the field that they are about; the field names `id` as its description. */
export function FaultNote({ id, faults }: { readonly id: string; readonly faults: Faults }) {
  if (faults.length === 0) return null;
  return (
    <ul id={id} className="faults">
      {faults.map(({ pointer, detail }) => (
        <li key={`${pointer} ${detail}`}>{detail}</li>
      ))}
    </ul>
  );
}
