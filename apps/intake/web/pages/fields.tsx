import type { ReactNode } from 'react';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly note?: string | undefined;
  readonly fault?: string | undefined;
  readonly value: string;
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'tel' | 'email';
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'tel' | 'email';
  readonly code?: boolean;
}

export function TextField({
  type = 'text',
  autoComplete = 'off',
  inputMode,
  code = false,
  ...field
}: TextFieldProps): ReactNode {
  return (
    <FieldFrame {...field}>
      <input
        id={field.id}
        name={field.id}
        type={type}
        defaultValue={field.value}
        autoComplete={autoComplete}
        inputMode={inputMode}
        spellCheck={code ? false : undefined}
        autoCapitalize={code ? 'characters' : undefined}
        className={code ? 'code' : undefined}
        {...described(field)}
      />
    </FieldFrame>
  );
}

interface TextAreaProps extends FieldProps {
  readonly rows: number;
}

export function TextArea({ rows, ...field }: TextAreaProps): ReactNode {
  return (
    <FieldFrame {...field}>
      <textarea id={field.id} name={field.id} rows={rows} defaultValue={field.value} {...described(field)} />
    </FieldFrame>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly legend: string;
  readonly note?: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}

export function Choice({ id, legend, note, value, options }: ChoiceProps): ReactNode {
  return (
    <fieldset className="choice">
      <legend>
        {legend} {note === undefined ? null : <span className="note">{note}</span>}
      </legend>
      <div className="options">
        {options.map(([option, label]) => (
          <label key={option} className="option">
            <input type="radio" name={id} value={option} defaultChecked={option === value} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface FaultSummaryProps {
  readonly title: string;
  readonly faults: readonly { readonly field: string; readonly text: string }[];
}

/** What is missing or wrong, first on the page and in focus, each with a link to its field. */
export function FaultSummary({ title, faults }: FaultSummaryProps): ReactNode {
  return (
    // eslint-disable-next-line jsx-a11y/no-autofocus -- The page answers what was just sent: its fault is what to read first.
    <div className="notice fault" role="alert" tabIndex={-1} autoFocus aria-labelledby="faults-title">
      <h2 id="faults-title">{title}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li key={field}>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function FieldFrame({
  id,
  label,
  hint,
  note,
  fault,
  children,
}: FieldProps & { readonly children: ReactNode }): ReactNode {
  return (
    <div className={fault === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={id}>
        {label} {note === undefined ? null : <span className="note">{note}</span>}
      </label>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault === undefined ? null : (
        <p className="fault-text" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {children}
    </div>
  );
}

function described({ id, hint, fault }: FieldProps) {
  const ids = [hint === undefined ? [] : `${id}-hint`, fault === undefined ? [] : `${id}-fault`].flat();
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': fault === undefined ? undefined : true,
  } as const;
}
