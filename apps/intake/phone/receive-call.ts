import { Inject, Injectable } from '@nestjs/common';
import type { CallStep } from '#domain';
import { ReceiveReport } from '../receive-report.js';
import { openCall } from './call-rows.js';

export interface ArrivedCall {
  readonly sid: string;
  readonly sender: string;
  /** A form in the shape of the carrier's webhook. */
  readonly raw: Buffer;
  /** Where the call stands when it is first heard of. */
  readonly step?: CallStep;
  /** It was found in the carrier's list: its webhook never came. */
  readonly readBack?: boolean;
}

/** Takes in a call: that somebody called is the report, from its first second, so that somebody calls back whatever follows. */
@Injectable()
export class ReceiveCall {
  constructor(@Inject(ReceiveReport) private readonly receiveReport: ReceiveReport) {}

  /** Once this resolves the call is stored. A second webhook of one call stores nothing more. */
  async receive({ sid, sender, raw, step = 'menu', readBack = false }: ArrivedCall): Promise<void> {
    await this.receiveReport.receive({
      channel: 'voice',
      externalId: sid,
      raw,
      mediaType: 'application/x-www-form-urlencoded',
      sender: sender === '' ? null : sender,
      language: null,
      attach: (tx, reportId) => openCall(tx, { sid, reportId, step, readBack }),
    });
  }
}
