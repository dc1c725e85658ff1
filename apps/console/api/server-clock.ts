/** Below this the difference is the rounding of the Date header and the way it travelled, not a wrong clock. Milliseconds. */
const tolerance = 2_000;

let offset = 0;

/**
 * Learns how far this device's clock is off from the server's, from the `Date` header of any answer. A workstation that is
 * ten minutes slow must not show ten minutes more until the next page.
 */
export function learnServerTime(dateHeader: string | null): void {
  const told = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(told)) return;
  const found = told - Date.now();
  offset = Math.abs(found) > tolerance ? found : 0;
}

/** The server's time, as well as this browser knows it, in milliseconds since the epoch. */
export function serverNow(): number {
  return Date.now() + offset;
}
