import { Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { DeskController, Requires } from './desk-controller.js';
import { DownloadReport } from './download-report.js';
import { type Person, SignedIn } from './person.js';
import { readId } from './read-request.js';

@DeskController('api/v1/reports')
export class ReportController {
  constructor(@Inject(DownloadReport) private readonly downloading: DownloadReport) {}

  /** A liaison sees what the incident's view shows, where senders are masked: the raw message is the watch's alone. */
  @Get(':id/raw')
  @Requires('timeline.read')
  @Header('cache-control', 'no-store')
  @Header('content-security-policy', 'sandbox')
  @Header('x-content-type-options', 'nosniff')
  async raw(@SignedIn() person: Person, @Param('id') id: string): Promise<StreamableFile> {
    const { fileName, raw } = await this.downloading.download(person, readId(id));
    return new StreamableFile(raw, {
      // Never a type that a browser would open by itself.
      type: 'application/octet-stream',
      disposition: `attachment; filename="${fileName}"`,
      length: raw.length,
    });
  }
}
