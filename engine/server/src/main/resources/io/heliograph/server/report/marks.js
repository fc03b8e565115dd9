// Signal marks: one by one where there is room, else counted. Every mark can be pointed at; hits say where they stand.

const CELL = 28;
const SINGLE_PIXELS = 4;
const ENDING_SHAPES = {STOP: 'cross', TARGET: 'disc', EXIT: 'square', EXPIRED: 'ring', CONFLICT: 'diamond', RELEASED: 'square', REMOVED: 'diamond'};

class Marks {
    constructor(pen, pane, series, view, palette, shown, selected) {
        Object.assign(this, {pen, pane, series, view, palette, shown, selected});
        this.signals = series.signals;
        this.hits = [];
        this.badges = 0;
        this.singles = 0;
    }

    draw() {
        const pixels = this.pane.width / this.view.span;
        if (pixels >= SINGLE_PIXELS) {
            this.drawTrades();
            this.drawSingles(this.view.firstBar, this.view.endBar);
        } else {
            this.drawCells(pixels);
        }
        if (this.selected >= 0) {
            this.drawSelected(this.selected);
        }
        return this.hits;
    }

    /** From the entry to where it ended. */
    drawTrades() {
        const {pen, pane, signals, view} = this;
        pen.lineWidth = 1.2;
        pen.setLineDash([3, 3]);
        for (const strategy of this.shown) {
            for (const kind of ['HOLD', 'BUY', 'SELL']) {
                for (const row of signals.rows(strategy, kind, view.firstBar, view.endBar)) {
                    if (signals.closes(row) >= 0) {
                        this.connect(signals.closes(row), row);
                    }
                    if (kind !== 'HOLD' && signals.endedBy[row] >= 0 && signals.bar(signals.endedBy[row]) >= view.endBar) {
                        this.connect(row, signals.endedBy[row]);
                    }
                }
            }
        }
        pen.setLineDash([]);
    }

    connect(entry, ending) {
        const {pen, pane, signals, palette} = this;
        const exit = signals.column('exit')[entry];
        pen.strokeStyle = signals.isWin(entry) ? palette.win : palette.loss;
        stroke(pen, pane.x(signals.bar(entry)), pane.y(signals.column('reference')[entry]), pane.x(signals.bar(ending)), pane.y(exit));
    }

    drawSingles(from, to) {
        const stacked = new Map();
        for (const strategy of this.shown) {
            for (const kind of KINDS) {
                for (const row of this.signals.rows(strategy, kind, from, to)) {
                    this.drawSingle(row, kind, stacked);
                }
            }
        }
    }

    drawSingle(row, kind, stacked) {
        const {pane, signals, series, palette} = this;
        const bar = signals.bar(row);
        const x = pane.x(bar);
        const colour = palette.strategy(signals.strategy(row));
        let y;
        if (kind === 'BUY' || kind === 'SELL') {
            const place = bar + kind;
            const depth = stacked.get(place) ?? 0;
            stacked.set(place, depth + 1);
            y = kind === 'BUY'
                ? pane.y(series.column('low')[bar]) + 11 + depth * 12
                : pane.y(series.column('high')[bar]) - 11 - depth * 12;
            this.triangle(x, y, kind === 'BUY' ? 1 : -1, colour, signals.isConverged(row));
        } else if (kind === 'HOLD') {
            const entry = signals.closes(row);
            const price = entry >= 0 ? signals.column('exit')[entry] : signals.column('reference')[row];
            y = pane.y(isNumber(price) ? price : series.column('close')[bar]);
            this.ending(x, y, ENDING_SHAPES[signals.reason(row)] ?? 'square', colour);
        } else {
            y = pane.y(series.column('close')[bar]);
            this.pen.fillStyle = colour;
            this.pen.fillRect(x - 1, y - 1, 2, 2);
        }
        this.singles++;
        this.hits.push({x, y, radius: 11, row});
    }

    /** Filled where the numbers behind it had forgotten their start, else hollow. */
    triangle(x, y, up, colour, isFilled) {
        const {pen, palette} = this;
        pen.beginPath();
        pen.moveTo(x, y - 6 * up);
        pen.lineTo(x + 6, y + 5 * up);
        pen.lineTo(x - 6, y + 5 * up);
        pen.closePath();
        pen.lineWidth = isFilled ? 1 : 1.8;
        pen.fillStyle = isFilled ? colour : palette.card;
        pen.strokeStyle = isFilled ? palette.card : colour;
        pen.fill();
        pen.setLineDash(isFilled ? [] : [2.5, 1.5]);
        pen.stroke();
        pen.setLineDash([]);
    }

    ending(x, y, shape, colour) {
        const {pen, palette} = this;
        pen.strokeStyle = colour;
        pen.fillStyle = shape === 'ring' || shape === 'diamond' ? palette.card : colour;
        pen.lineWidth = 1.8;
        pen.beginPath();
        if (shape === 'cross') {
            pen.moveTo(x - 4, y - 4);
            pen.lineTo(x + 4, y + 4);
            pen.moveTo(x + 4, y - 4);
            pen.lineTo(x - 4, y + 4);
        } else if (shape === 'square') {
            pen.rect(x - 3, y - 3, 6, 6);
        } else if (shape === 'diamond') {
            pen.moveTo(x, y - 4.5);
            pen.lineTo(x + 4.5, y);
            pen.lineTo(x, y + 4.5);
            pen.lineTo(x - 4.5, y);
            pen.closePath();
        } else {
            pen.arc(x, y, 3.6, 0, 7);
        }
        if (shape !== 'cross') {
            pen.fill();
        }
        pen.stroke();
    }

    /** Cells of bars: a cell with one signal shows it, one with more shows how many. Cells stay put while the view moves. */
    drawCells(pixels) {
        const {view, pane, series, signals} = this;
        const bars = 2 ** Math.ceil(Math.log2(CELL / pixels));
        for (let from = Math.floor(view.from / bars) * bars; from < view.endBar; from += bars) {
            const to = Math.min(view.n, from + bars);
            const stacked = new Map();
            for (const kind of ['BUY', 'SELL', 'HOLD']) {
                const counts = [...this.shown].map(strategy => [strategy, signals.countOf(strategy, kind, from, to)]).filter(([, n]) => n > 0);
                const count = counts.reduce((sum, [, n]) => sum + n, 0);
                const x = pane.x(from + bars / 2 - 0.5);
                if (count === 0 || x < pane.left || x > pane.left + pane.width) {
                    continue;
                }
                if (count === 1 && kind !== 'HOLD') {
                    this.drawSingle(signals.rows(counts[0][0], kind, from, to)[0], kind, stacked);
                } else {
                    const [low, high] = series.levels.range(from, to);
                    const y = kind === 'BUY' ? Math.min(pane.y(low) + 15, pane.bottom - 26) : kind === 'SELL' ? Math.max(pane.y(high) - 15, pane.top + 10) : pane.bottom - 8;
                    this.badge(x, y, kind, count, counts, {from, to});
                }
            }
        }
    }

    badge(x, y, kind, count, counts, cell) {
        const {pen, palette} = this;
        const text = count < 10000 ? String(count) : Math.floor(count / 1000) + 'k+';
        const colour = counts.length === 1 ? palette.strategy(counts[0][0]) : palette.ink;
        pen.font = palette.text;
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        if (kind === 'HOLD') {
            pen.fillStyle = palette.soft;
            pen.fillText(text, x, y);
        } else {
            const width = Math.max(18, pen.measureText(text).width + 7);
            const up = kind === 'BUY' ? 1 : -1;
            pen.fillStyle = colour;
            pen.beginPath();
            pen.roundRect(x - width / 2, y - 7, width, 14, 4);
            pen.moveTo(x, y - 12 * up);
            pen.lineTo(x + 4, y - 7 * up);
            pen.lineTo(x - 4, y - 7 * up);
            pen.fill();
            pen.fillStyle = palette.card;
            pen.fillText(text, x, y + 0.5);
        }
        this.badges++;
        this.hits.push({x, y, radius: 14, badge: {kind, count, counts, ...cell}});
    }

    /** Entry, levels and path of the signal that was chosen. */
    drawSelected(row) {
        const {pen, pane, signals, series, palette, view} = this;
        const entry = signals.kind(row) === 'HOLD' && signals.closes(row) >= 0 ? signals.closes(row) : row;
        const from = pane.x(signals.bar(entry));
        const ending = signals.endedBy[entry];
        const to = pane.x(ending >= 0 ? signals.bar(ending) : Math.min(view.n - 1, signals.bar(entry) + 20));
        const level = (name, colour) => {
            const y = pane.y(signals.column(name)[entry]);
            if (y === y) {
                pen.strokeStyle = colour;
                stroke(pen, from, y, Math.max(to, from + 12), y);
                pen.fillStyle = colour;
                pen.font = palette.text;
                pen.textAlign = 'left';
                pen.textBaseline = 'bottom';
                pen.fillText(name, from + 3, y - 2);
            }
        };
        pen.lineWidth = 1.5;
        pen.setLineDash([6, 3]);
        level('stop', palette.loss);
        level('target', palette.win);
        pen.setLineDash([]);
        pen.fillStyle = palette.shade;
        pen.fillRect(from, pane.top, Math.max(2, to - from), pane.height);
        if (ending >= 0) {
            this.connect(entry, ending);
        }
        pen.strokeStyle = palette.focus;
        pen.lineWidth = 2;
        pen.beginPath();
        pen.arc(pane.x(signals.bar(row)), pane.y(series.column('close')[signals.bar(row)]), 6, 0, 7);
        pen.stroke();
    }
}
