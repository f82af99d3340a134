/** A table of numbers, one row after the other: row r's column c is `values[r * columns + c]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}
