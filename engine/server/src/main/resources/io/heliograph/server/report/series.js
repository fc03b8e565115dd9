// One symbol and timeframe: its bars, lines and signals, unpacked on demand.

const SIDES = ['HOLD', 'BUY', 'SELL'];
const FIRST = 1;
const FILLED = 2;

class Series {
    constructor(data, block) {
        this.block = block;
        this.data = data;
        this.symbol = block.symbol;
        this.timeframe = block.timeframe;
        this.n = block.bars;
        this.isTime = block.kind === 'TIME';
        this.decimals = Math.max(...['open', 'high', 'low', 'close'].map(name => block.columns[name].decimals ?? 6));
    }

    column(name) {
        return unpack(this.block.columns[name]);
    }

    get levels() {
        return this.priceLevels ??= new Levels(this.column('low'), this.column('high'));
    }

    get volumes() {
        const volume = this.column('volume');
        return this.volumeLevels ??= new Levels(volume, volume);
    }

    get signals() {
        return this.signalRows ??= new Signals(this);
    }

    /** The lines of a strategy, each with its values and groups of values. */
    linesOf(strategy) {
        this.madeLines ??= new Map();
        let lines = this.madeLines.get(strategy);
        if (!lines) {
            lines = this.block.lines.filter(line => line.strategy === strategy).map(line => {
                const column = this.data.lineColumns[line.column];
                const values = unpack(column);
                return {name: line.name, isOverlay: line.overlay, step: column.step, values, levels: new Levels(values, values), colour: 0};
            });
            // Counted pane by pane, so that lines that meet differ.
            [...lines.filter(line => line.isOverlay), ...panesOf(lines).flatMap(pane => pane.lines)].forEach((line, i) => line.colour = i % COLOURS);
            this.madeLines.set(strategy, lines);
        }
        return lines;
    }

    start(i) {
        return this.column('start')[i];
    }

    end(i) {
        return this.column('end')[i];
    }

    isFilled(i) {
        return (this.column('flags')[i] & FILLED) !== 0;
    }

    isFirst(i) {
        return (this.column('flags')[i] & FIRST) !== 0;
    }

    /** Milliseconds in which there is no bar before this one; 0 where there is no gap or the bars are not of time. */
    gapBefore(i) {
        return this.isTime && i > 0 ? Math.max(0, this.start(i) - this.end(i - 1)) : 0;
    }

    /** The first bar that starts at or after a time. */
    barAt(ms) {
        return firstAtLeast(this.column('start'), ms);
    }
}

/** The first place of ascending values that is at least x; their number where there is none. */
function firstAtLeast(values, x) {
    let from = 0;
    let to = values.length;
    while (from < to) {
        const middle = (from + to) >> 1;
        if (values[middle] < x) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}
