import type { Tx } from '#store';

export interface Member {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly role: string;
  readonly active: boolean;
}

/** Everybody who is or was on the watch, to name them by. */
export class Members {
  private readonly byKey: ReadonlyMap<string, Member>;
  private readonly byId: ReadonlyMap<string, Member>;

  private constructor(private readonly all: readonly Member[]) {
    this.byKey = new Map(all.map((member) => [member.key, member]));
    this.byId = new Map(all.map((member) => [member.id, member]));
  }

  static async read(tx: Tx): Promise<Members> {
    return new Members(
      await tx.query<Member>(
        `SELECT id, key, name, role, active FROM user_account WHERE role <> 'liaison' ORDER BY name, id`,
      ),
    );
  }

  /** Who can be put on a schedule. */
  get watch(): readonly Member[] {
    return this.all.filter(({ active, role }) => active && (role === 'responder' || role === 'manager'));
  }

  onWatch(key: string): Member | null {
    return this.watch.find((member) => member.key === key) ?? null;
  }

  named(key: string): { readonly key: string; readonly name: string } {
    return { key, name: this.byKey.get(key)?.name ?? key };
  }

  withId(id: string): { readonly key: string; readonly name: string } {
    const member = this.byId.get(id);
    return member === undefined ? { key: '', name: '' } : { key: member.key, name: member.name };
  }

  /** Who did something, as `user:<id>` or `service:<name>`. */
  actor(actor: string): string {
    return actor.startsWith('user:') ? this.withId(actor.slice(5)).name : actor;
  }
}
