/** The page's icon: a phone with a waiting text. */
export const PICTOGRAM = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="8" y="2" width="16" height="28" rx="4" fill="#16324f"/><rect x="10" y="5" width="12" height="20" rx="1.5" fill="#e8f0f7"/><circle cx="22" cy="7" r="5" fill="#d64545"/></svg>`;
