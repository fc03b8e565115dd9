// The signals of one series: rows in the order of their bars, and for each strategy where its entries and endings stand.

const KINDS = ['HOLD', 'BUY', 'SELL', 'SAME'];

class Signals {
    constructor(series) {
        const block = series.block.signals;
        this.data = series.data;
        this.count = block.count;
        this.ids = block.ids;
        this.columns = block.columns;
        this.unknown = block.closesElsewhere;
        this.endedBy = new Int32Array(this.count).fill(-1);
        const closes = this.column('closes');
        for (let i = 0; i < this.count; i++) {
            if (closes[i] >= 0) {
                this.endedBy[closes[i]] = i;
            }
        }
        this.byStrategy = this.data.strategies.map(() => ({HOLD: [], BUY: [], SELL: [], SAME: []}));
        for (let i = 0; i < this.count; i++) {
            this.byStrategy[this.strategy(i)][this.kind(i)].push(i);
        }
        for (const kinds of this.byStrategy) {
            for (const kind of KINDS) {
                kinds[kind + '-bars'] = Int32Array.from(kinds[kind], row => this.bar(row));
            }
        }
    }

    column(name) {
        return unpack(this.columns[name]);
    }

    strategy(i) {
        return this.column('strategy')[i];
    }

    bar(i) {
        return this.column('bar')[i];
    }

    side(i) {
        return SIDES[this.column('side')[i]];
    }

    /** BUY or SELL where a side was entered, HOLD where a signal ended, SAME where a stance was only confirmed. */
    kind(i) {
        return this.reason(i) === 'UNCHANGED' ? 'SAME' : this.side(i);
    }

    reason(i) {
        return this.data.reasons[this.column('reason')[i]];
    }

    /** OPEN, what ended it, or nothing for a HOLD. */
    status(i) {
        return this.data.statuses[this.column('status')[i]];
    }

    isConverged(i) {
        return this.column('converged')[i] === 1;
    }

    isScored(i) {
        return this.column('scored')[i] === 1;
    }

    isWin(i) {
        return this.column('win')[i] === 1;
    }

    /** The row that this one ends, or -1. */
    closes(i) {
        return this.column('closes')[i];
    }

    /** The id of the signal that this one ends, or nothing. */
    closesId(i) {
        return this.closes(i) >= 0 ? this.ids[this.closes(i)] : this.unknown[i] ?? '';
    }

    /** The rows of a strategy and kind on bars from..to (exclusive). */
    rows(strategy, kind, from, to) {
        const kinds = this.byStrategy[strategy];
        const bars = kinds[kind + '-bars'];
        return kinds[kind].slice(firstAtLeast(bars, from), firstAtLeast(bars, to));
    }

    countOf(strategy, kind, from, to) {
        const bars = this.byStrategy[strategy][kind + '-bars'];
        return firstAtLeast(bars, to) - firstAtLeast(bars, from);
    }

    entries(strategy) {
        return this.byStrategy[strategy].BUY.length + this.byStrategy[strategy].SELL.length;
    }

    /** Every row of the strategies on bars from..to (exclusive), in order. */
    between(strategies, from, to) {
        const bars = this.column('bar');
        const rows = [];
        const last = firstAtLeast(bars, to);
        for (let i = firstAtLeast(bars, from); i < last; i++) {
            if (strategies.has(this.strategy(i))) {
                rows.push(i);
            }
        }
        return rows;
    }
}
