import type { StatedAccount } from './wording.js';

/** Outlines on a square of 24, drawn with lines alone. They only help the eye: the words beside them say everything. */
export const accountPictures: Readonly<Record<StatedAccount, string>> = {
  // An envelope.
  email: 'M3 6h18v12H3zM3 7l9 7 9-7',
  // A page with somebody on it, and a heart.
  social: 'M4 4h16v16H4zM9 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4M6 17c.5-3 5.500-3 6 0M14 9h3M14 12h3M14.500 16h2',
  // Two speech bubbles.
  messaging: 'M3 4h12v8H8l-3 3v-3H3zM18 9h3v8h-2v3l-3-3h-6v-2',
  // A SIM card.
  phone: 'M7 3h7l4 4v14H6V3zM9 12h6v6H9zM12 12v6M9 15h6',
  // A globe.
  website: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  // A laptop.
  device: 'M5 5h14v10H5zM2 19h20l-3-4H5z',
  // A list of people.
  data: 'M4 4h16v16H4zM7 8h2M12 8h5M7 12h2M12 12h5M7 16h2M12 16h5',
  // A question mark.
  other: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.500 9.500c0-3.500 5-3.500 5-.500 0 2-2.500 2-2.500 4.500M12 16.500v.5',
};
