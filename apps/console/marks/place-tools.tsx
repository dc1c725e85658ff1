interface Props {
  readonly labels: { readonly up: string; readonly down: string; readonly remove: string };
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly disabled?: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** The buttons of an item whose place in its list means something. */
export function PlaceTools({ labels, isFirst, isLast, disabled = false, onMove, onRemove }: Props) {
  const tool = (label: string, sign: string, isOff: boolean, act: () => void) => (
    <button type="button" className="quiet" aria-label={label} disabled={disabled || isOff} onClick={act}>
      {sign}
    </button>
  );
  return (
    <span className="step-tools">
      {tool(labels.up, '↑', isFirst, () => onMove(-1))}
      {tool(labels.down, '↓', isLast, () => onMove(1))}
      {tool(labels.remove, '✕', false, onRemove)}
    </span>
  );
}
