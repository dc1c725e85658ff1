import { createContext, useContext } from 'react';
import type { Session } from '#contracts';
import type { Permission } from '#domain';

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only for what stands inside the frame, which shows nothing else before somebody is. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('Nobody is signed in here.');
  return session;
}

/** Whether to offer something. The server decides anew; this only spares a refusal. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}
