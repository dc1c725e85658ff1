/**
 * The share of a carrier's cap that is used. A network bunches what was sent evenly: with the rest, what a carrier is sent
 * in 50 ms may arrive at one instant without its second holding more than the cap.
 */
const shareOfCap = 0.95;

/** Between two messages to a carrier that takes so many a second, in milliseconds. */
export function spacingMs(perSecond: number): number {
  return 1_000 / (perSecond * shareOfCap);
}

/** The moments of `count` messages that were booked together: the next one is free at `free`. */
export function bookedMoments(count: number, perSecond: number, free: Date): readonly Date[] {
  const spacing = spacingMs(perSecond);
  return Array.from({ length: count }, (_, place) => new Date(free.getTime() - (count - place) * spacing));
}
