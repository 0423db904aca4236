//! A small layered layout after Sugiyama, Tagawa and Toda (1981): layers by the longest way, long edges broken into short
//! ones, then sorted by the mean place of neighbours so that few edges cross. Knows no drawing.

use super::flow::{Edge, Flow};

/// Where everything goes, in cells: the column and the row of each node, and the corners of each edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Of each node: its middle in columns, its row.
    pub places: Vec<(f32, usize)>,
    /// Of each edge: the columns it passes, row by row, both ends included.
    pub routes: Vec<Vec<(f32, usize)>>,
    pub n_rows: usize,
    /// The widest row, in columns.
    pub n_columns: f32,
}

/// How much room an edge that only passes takes, in columns.
const PASSING: f32 = 0.25;
const SWEEPS: usize = 12;

pub fn lay_out(flow: &Flow) -> Layout {
    let row_of = rows(flow);
    let n_rows = row_of.iter().max().map_or(0, |row| row + 1);
    // Cells are the nodes, then the corners of long edges.
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); n_rows];
    for (idx, &row) in row_of.iter().enumerate() {
        rows[row].push(idx);
    }
    let n_nodes = flow.nodes.len();
    let mut n_cells = n_nodes;
    let mut routes: Vec<Vec<usize>> = Vec::new();
    for &Edge { from, to, .. } in &flow.edges {
        let mut route = vec![from];
        for row in rows.iter_mut().take(row_of[to]).skip(row_of[from] + 1) {
            row.push(n_cells);
            route.push(n_cells);
            n_cells += 1;
        }
        route.push(to);
        routes.push(route);
    }
    let mut links: Vec<Vec<usize>> = vec![Vec::new(); n_cells];
    for pair in routes.iter().flat_map(|route| route.windows(2)) {
        links[pair[0]].push(pair[1]);
        links[pair[1]].push(pair[0]);
    }
    let width = |cell: usize| if cell < n_nodes { 1.0 } else { PASSING };
    let mut middle = vec![0.0_f32; n_cells];
    rows.iter().for_each(|row| place(row, &width, &mut middle));
    for _ in 0..SWEEPS {
        for row in &mut rows {
            let wish = |cell: usize, middle: &[f32]| {
                let near = &links[cell];
                if near.is_empty() {
                    middle[cell]
                } else {
                    near.iter().map(|&other| middle[other]).sum::<f32>() / near.len() as f32
                }
            };
            let mut wished: Vec<(f32, usize)> = row.iter().map(|&cell| (wish(cell, &middle), cell)).collect();
            wished.sort_by(|a, b| a.0.total_cmp(&b.0));
            *row = wished.iter().map(|&(_, cell)| cell).collect();
            place(row, &width, &mut middle);
        }
    }
    let mut row_of_cell = row_of.clone();
    row_of_cell.resize(n_cells, 0);
    for (row_idx, row) in rows.iter().enumerate() {
        row.iter().for_each(|&cell| row_of_cell[cell] = row_idx);
    }
    let n_columns = rows.iter().map(|row| row.iter().map(|&cell| width(cell)).sum::<f32>()).fold(1.0, f32::max);
    let at = |cell: usize| (middle[cell] + n_columns / 2.0, row_of_cell[cell]);
    Layout {
        places: (0..n_nodes).map(at).collect(),
        routes: routes.iter().map(|route| route.iter().map(|&cell| at(cell)).collect()).collect(),
        n_rows,
        n_columns,
    }
}

/// The row of each node: one below the lowest that it comes after.
fn rows(flow: &Flow) -> Vec<usize> {
    let mut row_of = vec![0_usize; flow.nodes.len()];
    for _ in 0..flow.nodes.len() {
        let mut moved = false;
        for &Edge { from, to, .. } in &flow.edges {
            // A checked module has no circles; the bound keeps an unchecked one from running away.
            if row_of[to] <= row_of[from] && row_of[from] < flow.nodes.len() {
                row_of[to] = row_of[from] + 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    row_of
}

/// Stands the cells of a row side by side around the middle, 0.
fn place(row: &[usize], width: &impl Fn(usize) -> f32, middle: &mut [f32]) {
    let total: f32 = row.iter().map(|&cell| width(cell)).sum();
    let mut left = -total / 2.0;
    for &cell in row {
        middle[cell] = left + width(cell) / 2.0;
        left += width(cell);
    }
}
