import { SMTPServer } from 'smtp-server';

/** Somebody's mail server: takes whatever the hotline sends, and keeps nothing. Returns the way to stop it. */
export async function startMailSink(port: number): Promise<() => Promise<void>> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, _session, done) => {
      stream.on('end', () => done());
      stream.resume();
    },
  });
  // A client that is killed in the middle of a mail is no reason to end.
  server.on('error', () => undefined);
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done);
  });
  return () => new Promise((done) => server.close(() => done()));
}
