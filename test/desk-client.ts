import type { Board, IncidentList, IncidentRow, IncidentView, TimelineView } from '#contracts';

export interface DeskAnswer<T> {
  readonly status: number;
  readonly body: T;
}

/** Somebody who is signed in, over HTTP, with the cookie and the header that a browser's console sends. */
export class DeskClient {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  static async signIn(url: string, signIn: string, password: string): Promise<DeskClient> {
    const answer = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vigil-request': '1' },
      body: JSON.stringify({ signIn, password }),
    });
    const [cookie] = answer.headers.getSetCookie();
    if (answer.status !== 200 || cookie === undefined) throw new Error(`${signIn} was not let in: ${answer.status}`);
    return new DeskClient(url, cookie.split(';')[0] ?? '');
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', this.cookie);
    headers.set('x-vigil-request', '1');
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  async get<T>(path: string): Promise<DeskAnswer<T>> {
    const answer = await this.fetch(path);
    return { status: answer.status, body: (await answer.json()) as T };
  }

  async post<T>(path: string, body: unknown): Promise<DeskAnswer<T>> {
    const headers = { 'content-type': 'application/json' };
    const answer = await this.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  /** Does something to an incident: `acknowledge`, `assign`, `note`, `severity`, `move` or `message`. */
  async act(incidentId: string, action: string, body: unknown = {}): Promise<DeskAnswer<IncidentView & Problem>> {
    return this.post(`/api/v1/incidents/${incidentId}/${action}`, body);
  }

  /** Moves an incident through states, one after the other; throws with the reason when a move is refused. */
  async moveThrough(incidentId: string, ...states: readonly IncidentView['state'][]): Promise<void> {
    for (const to of states) {
      const { status, body } = await this.act(incidentId, 'move', { to });
      if (status !== 200) throw new Error(`not moved to ${to}: ${body.detail}`);
    }
  }

  async incidents(): Promise<readonly IncidentRow[]> {
    return (await this.get<IncidentList>('/api/v1/incidents?state=all&limit=200')).body.items;
  }

  async incident(id: string): Promise<IncidentView> {
    return (await this.get<IncidentView>(`/api/v1/incidents/${id}`)).body;
  }

  async timeline(id: string): Promise<TimelineView> {
    return (await this.get<TimelineView>(`/api/v1/incidents/${id}/timeline`)).body;
  }

  async board(): Promise<Board> {
    return (await this.get<Board>('/api/v1/board')).body;
  }
}

/** What RFC 9457 problem details say. */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}
