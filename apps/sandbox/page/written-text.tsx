import type { ReactNode } from 'react';

const ADDRESS = /(https?:\/\/[^\s<>"]{1,2000})/;
// oxlint-disable-next-line no-control-regex -- control characters are what this finds
const UNSHOWABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** Text that someone sent: addresses can be followed, control characters are visible, its direction stays its own. */
export function WrittenText({ text }: { readonly text: string }): ReactNode {
  const parts = text.replace(UNSHOWABLE, '\uFFFD').split(ADDRESS);
  return (
    <div className="written" dir="auto">
      {parts.map((part, index) => (index % 2 === 1 ? <Followable key={index} written={part} /> : part))}
    </div>
  );
}

function Followable({ written }: { readonly written: string }): ReactNode {
  const address = written.replace(/[.,;:!?)\]»]{1,10}$/, '');
  return (
    <>
      <a href={address} target="_blank" rel="noreferrer">
        {address}
      </a>
      {written.slice(address.length)}
    </>
  );
}
