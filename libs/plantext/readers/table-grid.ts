/** Rows and cells with merged cells filled: every covered place gets the text of the cell that covers it. */
export interface GridCell {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
}

/** At most this many columns are laid out; more is a broken or hostile table. */
const maxColumns = 500;

/** Lays the cells out on a grid; each returned row holds the text of every column. */
export const fillGrid = (rows: readonly (readonly GridCell[])[]): string[][] => {
  const grid: string[][] = rows.map(() => []);
  const taken: Set<number>[] = rows.map(() => new Set());
  rows.forEach((cells, y) => {
    let x = 0;
    for (const cell of cells) {
      while (taken[y]?.has(x)) x += 1;
      for (let dy = 0; dy < cell.rows && y + dy < rows.length; dy += 1) {
        for (let dx = 0; dx < cell.columns && x + dx < maxColumns; dx += 1) {
          taken[y + dy]?.add(x + dx);
          const row = grid[y + dy];
          if (row !== undefined) row[x + dx] = cell.text;
        }
      }
      x += cell.columns;
      if (x >= maxColumns) break;
    }
  });
  return grid.map((row) => Array.from(row, (text) => text ?? ''));
};
