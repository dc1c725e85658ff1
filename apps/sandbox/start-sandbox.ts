import { Carrier } from './carrier.js';
import { addFaultRoutes } from './fault-routes.js';
import { createHttpServer } from './http-server.js';
import { addMailboxRoutes } from './mailbox-routes.js';
import { addPageRoutes } from './page-routes.js';
import { addPhoneRoutes } from './phone-routes.js';
import { resumeDeliveries } from './resume-deliveries.js';
import { readPhoneNumber } from './phone-number.js';
import type { SandboxOptions } from './sandbox-options.js';
import { Switchboard } from './switchboard.js';
import { addMediaFileRoute } from './text-media.js';
import { addTwilioRoutes } from './twilio-routes.js';

/** A sandbox carrier that listens. */
export interface RunningSandbox {
  /** Without a slash at the end. */
  readonly url: string;
  /** Stops listening, lets go of what waits, and resolves when the carrier's file is written. */
  readonly close: () => Promise<void>;
}

/** Starts a carrier on its own port. Rejects when the port is taken or the data folder cannot be written. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const carrier = await Carrier.open(withReadNumbers(options));
  const switchboard = new Switchboard(carrier);
  const server = createHttpServer();
  addTwilioRoutes(server, carrier, switchboard);
  addPhoneRoutes(server, carrier, switchboard);
  addMailboxRoutes(server, carrier);
  addMediaFileRoute(server, carrier);
  addFaultRoutes(server, carrier);
  addPageRoutes(server, carrier, switchboard);
  const host = options.host ?? '127.0.0.1';
  try {
    await server.listen({ port: options.port, host });
  } catch (error) {
    await carrier.close();
    throw error;
  }
  resumeDeliveries(carrier, switchboard);
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`,
    close: async () => {
      await Promise.all([server.close(), carrier.close()]);
    },
  };
}

/** Numbers as everything else compares them. Throws when one is none. */
function withReadNumbers(options: SandboxOptions): SandboxOptions {
  return {
    ...options,
    hotlineNumber: requireNumber(options.hotlineNumber),
    people: options.people.map((person) => ({ ...person, phone: requireNumber(person.phone) })),
  };
}

function requireNumber(written: string): string {
  const number = readPhoneNumber(written);
  if (number === null) throw new Error(`The sandbox carrier cannot use "${written}": write it as +15555550123.`);
  return number;
}
