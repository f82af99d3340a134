interface TableToggleProps {
  readonly isTable: boolean;
  /** Of what, where several stand side by side. */
  readonly of?: string;
  onChange(isTable: boolean): void;
}

export function TableToggle({ isTable, of, onChange }: TableToggleProps) {
  return (
    <button
      type="button"
      className="quiet"
      data-test="as-table"
      {...(of === undefined
        ? {}
        : { "aria-label": `${isTable ? "Show as picture" : "Show as table"}: ${of}` })}
      onClick={() => onChange(!isTable)}
    >
      {isTable ? "Show as picture" : "Show as table"}
    </button>
  );
}
