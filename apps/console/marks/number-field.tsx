import { useId } from 'react';
import { FaultNote, type Faults } from './faults.js';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly faults: Faults;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** A whole number, with what is wrong with it below. */
export function NumberField({ label, value, placeholder = '', faults, disabled, onChange }: Props) {
  const [field, note] = [useId(), useId()];
  return (
    <div>
      <label htmlFor={field}>{label}</label>
      <input
        id={field}
        type="text"
        inputMode="numeric"
        maxLength={5}
        value={value}
        placeholder={placeholder}
        disabled={disabled}
        aria-invalid={faults.length > 0}
        aria-describedby={faults.length > 0 ? note : undefined}
        onChange={({ target }) => onChange(target.value.replaceAll(/\D/gu, ''))}
      />
      <FaultNote id={note} faults={faults} />
    </div>
  );
}
