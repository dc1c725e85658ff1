/** The product's name and sign. */
export function Mark() {
  return (
    <span className="mark">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" />
        <path d="M7 9h4.6l4.4 11.5L20.4 9H25l-7 16h-4z" />
        <circle cx="16" cy="8.6" r="2.4" />
      </svg>
      Vigil
    </span>
  );
}
