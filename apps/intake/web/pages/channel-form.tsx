import type { ReactNode } from 'react';
import { mask } from '#domain';
import type { ChannelWish } from '#service';
import { channelWords } from './channel-words.js';
import { TextField } from './fields.js';
import { type PageFrame, paths } from './page-frame.js';

export interface ChannelFault {
  readonly text: string;
  readonly typed: string;
}

interface Props {
  readonly frame: PageFrame;
  readonly proof: string;
  readonly wish: ChannelWish | null;
  readonly fault: ChannelFault | null;
}

/** Where a reporter asks for answers somewhere else, and enters the codes that went out for it. */
export function ChannelForm({ frame, proof, wish, fault }: Props): ReactNode {
  const say = channelWords[frame.language];
  const isOpen = wish?.state === 'open' && !wish.isOver;
  return (
    <details className="turn" open={isOpen || fault !== null}>
      <summary>{say.title}</summary>
      <div className="channel">
        {fault === null ? null : <p className="fault-text">{fault.text}</p>}
        {isOpen ? <Codes frame={frame} proof={proof} wish={wish} /> : null}
        <form method="post" action={paths.channel(frame.language)} noValidate acceptCharset="utf-8">
          <input type="hidden" name="proof" value={proof} />
          {isOpen ? <h3>{say.other}</h3> : null}
          <p className="hint">{say.lead}</p>
          <TextField id="channel" label={say.field} hint={say.fieldHint} value={fault?.typed ?? ''} />
          <button className="second-action" type="submit">
            {say.send}
          </button>
        </form>
      </div>
    </details>
  );
}

function Codes({ frame, proof, wish }: Pick<Props, 'frame' | 'proof'> & { readonly wish: ChannelWish }): ReactNode {
  const { language, hotline } = frame;
  const say = channelWords[language];
  const to = mask(wish.address);
  return (
    <form method="post" action={paths.channelCodes(language)} noValidate acceptCharset="utf-8" autoComplete="off">
      <input type="hidden" name="proof" value={proof} />
      <h3>{say.openTitle(to)}</h3>
      {wish.newProvenAt === null ? (
        <TextField id="code-new" label={say.codeNew(to)} value="" autoComplete="one-time-code" code />
      ) : (
        <p>
          {say.codeNew(to)} <strong>{say.proven}</strong>
        </p>
      )}
      {wish.hasOld && wish.oldProvenAt === null ? (
        <TextField id="code-old" label={say.codeOld} hint={say.codeOldHint(hotline.phoneShown)} value="" code />
      ) : null}
      {wish.hasOld ? null : <p className="hint">{say.noOld(hotline.phoneShown)}</p>}
      <button className="second-action" type="submit">
        {say.enter}
      </button>
    </form>
  );
}
