import { connect, type Socket } from 'node:net';

/** A client that says exactly what it is told, well-formed or not: for tests. */
export class SmtpConversation {
  private received = '';
  private isOver = false;
  private wake: () => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1');
      this.wake();
    });
    socket.on('close', () => {
      this.isOver = true;
      this.wake();
    });
    socket.on('error', () => this.wake());
  }

  /** Resolves after the server's greeting. */
  static async open(port: number): Promise<SmtpConversation> {
    const conversation = new SmtpConversation(connect(port, '127.0.0.1'));
    const words = await conversation.answer();
    if (!words.startsWith('220')) throw new Error(`greeted with: ${words}`);
    return conversation;
  }

  async say(line: string): Promise<string> {
    this.write(`${line}\r\n`);
    return this.answer();
  }

  /** Everything before DATA. */
  async greet(from: string, to: string): Promise<void> {
    await this.say('EHLO test.example');
    await this.say(`MAIL FROM:<${from}>`);
    await this.say(`RCPT TO:<${to}>`);
  }

  /** Sends a mail with its dots doubled (RFC 5321, 4.5.2). */
  async data(content: Buffer | string): Promise<string> {
    await this.say('DATA');
    const text = Buffer.from(content).toString('latin1').replace(/^\./, '..').replaceAll('\n.', '\n..');
    this.write(Buffer.from(text.endsWith('\r\n') || text === '' ? `${text}.\r\n` : `${text}\r\n.\r\n`, 'latin1'));
    return this.answer();
  }

  write(bytes: Buffer | string): void {
    this.socket.write(bytes);
  }

  /** What else the server says until it hangs up. */
  async rest(): Promise<string> {
    while (!this.isOver) await this.news();
    return this.received;
  }

  close(): void {
    this.socket.destroy();
  }

  /** One whole answer, of one line or several. */
  private async answer(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n/.exec(this.received)?.[0];
      if (whole !== undefined) {
        this.received = this.received.slice(whole.length);
        return whole;
      }
      if (this.isOver) throw new Error('the server hung up');
      await this.news();
    }
  }

  private async news(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }
}
