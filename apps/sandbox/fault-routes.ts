import type { Carrier } from './carrier.js';
import type { HttpServer } from './http-server.js';
import { faultPlan } from './plan-fault.js';
import { RequestError } from './request-error.js';

/** What should go wrong next, so that the hotline's way through it can be seen. */
export function addFaultRoutes(server: HttpServer, carrier: Carrier): void {
  server.get('/api/faults', async () => carrier.faults.left());

  server.post('/api/faults', async (request, reply) => {
    const plan = faultPlan.parse(request.body);
    const failsDelivery = 'deliver' in plan && plan.deliver !== undefined;
    const fails = 'fail' in plan && plan.fail !== undefined;
    if (!fails && plan.delayMs === 0 && !failsDelivery && plan.kind !== 'webhooks') {
      throw new RequestError(400, 'bad-request', 'Say what goes wrong: fail, deliver, lose or delayMs.');
    }
    if (!carrier.faults.add(plan)) throw new RequestError(409, 'too-many-faults', 'There are too many plans already.');
    return reply.code(201).send(plan);
  });

  server.delete('/api/faults', async (_request, reply) => {
    carrier.faults.clear();
    return reply.code(204).send();
  });
}
