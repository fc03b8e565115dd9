// What other strategies change of a journal's signals: marked in the chart, counted, and listed page by page.

const CHANGE_ROWS = 25;
const CHANGE_COLOURS = {ADDED: 'win', REMOVED: 'loss', MOVED: 'accent', CHANGED: 'focus'};

class Changes {
    constructor(data, state) {
        Object.assign(this, {data, state, block: data.changes, page: 0});
        this.count = this.block.count;
        this.bySeries = data.series.map(() => []);
        for (let row = 0; row < this.count; row++) {
            this.bySeries[this.column('series')[row]]?.push(row);
        }
    }

    column(name) {
        return unpack(this.block.columns[name]);
    }

    kind(row) {
        return this.block.kinds[this.column('kind')[row]];
    }

    side(row) {
        return SIDES[this.column('side')[row]];
    }

    strategy(row) {
        return this.column('strategy')[row];
    }

    /** Where it is looked for: the journal's bar, else that of the what-if run; -1: neither is there. */
    bar(row) {
        const from = this.column('fromBar')[row];
        return from >= 0 ? from : this.column('toBar')[row];
    }

    rowsOf(series) {
        return this.bySeries[this.state.all.indexOf(series)];
    }

    /** What is different, in words. */
    words(row) {
        const kind = this.kind(row);
        const value = name => this.column(name)[row];
        const reasons = this.data.reasons;
        if (kind === 'ADDED' || kind === 'REMOVED') {
            const prefix = kind === 'ADDED' ? 'to' : 'from';
            return `reason ${reasons[value(prefix + 'Reason')]}${isNumber(value(prefix + 'Confidence')) ? ', confidence ' + fixed(value(prefix + 'Confidence'), 3) : ''}`;
        }
        const pair = (name, decimals) => `${fixed(value('from' + name), decimals)} to ${fixed(value('to' + name), decimals)}`;
        const decimals = this.state.all[value('series')]?.decimals ?? 4;
        const parts = {
            CONFIDENCE: () => 'confidence ' + pair('Confidence', 3),
            LEVELS: () => `stop ${pair('Stop', decimals + 1)}, target ${pair('Target', decimals + 1)}`,
            REASON: () => `reason ${reasons[value('fromReason')]} to ${reasons[value('toReason')]}`,
        };
        const moved = value('bars') === 0 ? [] : [plural(Math.abs(value('bars')), 'bar') + (value('bars') > 0 ? ' later' : ' earlier')];
        return [...moved, ...this.block.differences.filter((_, i) => value('differences') & 1 << i).map(name => parts[name]())].join(', ');
    }

    /** Counts, figures of both runs, and the list. */
    draw() {
        const {block} = this;
        const names = list => list.length === 0 ? 'none' : list.join(', ');
        byId('changes-section').hidden = false;
        byId('changes-note').textContent = `Journal through event ${grouped(block.throughEvent)}. Replaced, wherever the journal applies them: ${names(block.replaced)}. `
            + `Added from the first event: ${names(block.added)}. Kept: ${names(block.kept)}. `
            + `A signal has moved where the same side comes at most ${plural(block.movedWithin, 'bar')} earlier or later, the closest first; `
            + 'confidence, levels and reason are compared on the same bar. Chart, list and figures are those of the what-if run.';
        byId('changes-counts').replaceChildren(
            table('Signals of both runs, all symbols together', COUNTS, block.counts.map(each => [
                each.strategy, ...['journal', 'whatIf', 'same', 'added', 'removed', 'moved', 'confidence', 'levels', 'reason'].map(name => grouped(each[name]))])),
            table('What became of the signals in each run; returns are gross of costs', BOTH, this.figures()),
            table('Content digests', [{name: 'run', kind: 'text'}, {name: 'digest', kind: 'text'}], [
                ['journal', {text: block.journalDigest, kind: 'hash'}],
                ['what-if', {text: this.data.contentDigest, kind: 'hash'}]], 'plain'));
        this.list();
    }

    figures() {
        const of = (name, run, each) => [name, run, grouped(each.entries), grouped(each.holds), grouped(each.open), fixed(each.hitRate, 3),
            percent(each.meanReturn), percent(each.meanMfe), percent(each.meanMae), fixed(each.brier, 3)];
        const ids = [...new Set([...this.data.statistics, ...this.block.journalStatistics].map(each => each.strategy))];
        return ids.flatMap(id => [['journal', this.block.journalStatistics], ['what-if', this.data.statistics]].flatMap(([run, statistics]) =>
            statistics.filter(each => each.strategy === id).map(each => of(id, run, each))));
    }

    list() {
        if (this.count === 0) {
            byId('changes-list').replaceChildren(make('p', {class: 'note'}, 'No signal differs.'));
            return;
        }
        const last = Math.ceil(this.count / CHANGE_ROWS) - 1;
        const from = this.page * CHANGE_ROWS;
        const to = Math.min(this.count, from + CHANGE_ROWS);
        const turn = by => () => {
            this.page += by;
            this.list();
        };
        byId('changes-list').replaceChildren(
            table('Changes, in order of their bars', CHANGE_HEAD, Array.from({length: to - from}, (_, i) => this.row(from + i))),
            last > 0 ? make('div', {class: 'pager'},
                make('button', {type: 'button', disabled: this.page === 0, onclick: turn(-1)}, 'before'),
                `${grouped(from + 1)} to ${grouped(to)} of ${grouped(this.count)}`,
                make('button', {type: 'button', disabled: this.page === last, onclick: turn(1)}, 'after')) : '');
    }

    row(row) {
        const series = this.state.all[this.column('series')[row]];
        const time = timeText(this.column('end')[row]);
        const kind = this.kind(row);
        return [
            {text: series && this.bar(row) >= 0
                ? make('button', {type: 'button', 'data-change': row, onclick: () => this.state.showBar(series, this.bar(row)), 'aria-label': 'Show ' + time}, time)
                : time},
            {text: kind.toLowerCase(), kind: {ADDED: 'win', REMOVED: 'loss'}[kind] ?? null},
            series?.symbol ?? '', series?.timeframe ?? '', this.data.strategies[this.strategy(row)]?.id ?? '', this.side(row), this.words(row),
        ];
    }

    /** Rings around what is new or different, crosses where the journal had something, a stroke between both for what moved. */
    mark(pen, pane, series, view, palette, shown) {
        const isSingle = pane.width / view.span >= SINGLE_PIXELS;
        const inView = bar => bar >= view.firstBar && bar < view.endBar;
        let drawn = 0;
        let lastX = -1;
        pen.lineWidth = 1.6;
        for (const row of this.rowsOf(series)) {
            const from = this.column('fromBar')[row];
            const to = this.column('toBar')[row];
            if (!shown.has(this.strategy(row)) || !(inView(from) || inView(to))) {
                continue;
            }
            drawn++;
            pen.strokeStyle = palette[CHANGE_COLOURS[this.kind(row)]];
            if (!isSingle) {
                const x = Math.round(pane.x(from >= 0 ? from : to));
                if (x !== lastX) {
                    stroke(pen, x, pane.bottom - 20, x, pane.bottom - 14);
                    lastX = x;
                }
                continue;
            }
            const place = bar => [pane.x(bar), this.height(pane, series, bar, this.side(row))];
            if (from >= 0 && to !== from) {
                const [x, y] = place(from);
                stroke(pen, x - 5, y - 5, x + 5, y + 5);
                stroke(pen, x + 5, y - 5, x - 5, y + 5);
            }
            if (to >= 0) {
                pen.beginPath();
                pen.arc(...place(to), 10, 0, 7);
                pen.stroke();
            }
            if (from >= 0 && to >= 0 && from !== to) {
                stroke(pen, ...place(from), ...place(to));
            }
        }
        return drawn;
    }

    /** As marks.js places a signal that is alone on its bar. */
    height(pane, series, bar, side) {
        return side === 'BUY' ? pane.y(series.column('low')[bar]) + 11
            : side === 'SELL' ? pane.y(series.column('high')[bar]) - 11 : pane.y(series.column('close')[bar]);
    }
}

const COUNTS = [
    {name: 'strategy', kind: 'text'}, {name: 'journal'}, {name: 'what-if'}, {name: 'same'}, {name: 'added'}, {name: 'removed'}, {name: 'moved'},
    {name: 'confidence', title: 'another confidence on the same bar'}, {name: 'levels', title: 'another stop, target or expiry on the same bar'},
    {name: 'reason', title: 'another reason on the same bar'},
];
const BOTH = [
    {name: 'strategy', kind: 'text'}, {name: 'run', kind: 'text'}, {name: 'signals', title: 'entries: BUY and SELL'}, {name: 'HOLD'}, {name: 'open'},
    {name: 'hit rate'}, {name: 'mean return', title: 'gross'}, {name: 'mean MFE'}, {name: 'mean MAE'}, {name: 'Brier'},
];
const CHANGE_HEAD = [
    {name: 'bar ends', kind: 'text', title: 'the journal’s bar, else that of the what-if run'}, {name: 'change', kind: 'text'}, {name: 'symbol', kind: 'text'},
    {name: 'timeframe', kind: 'text'}, {name: 'strategy', kind: 'text'}, {name: 'side', kind: 'text'}, {name: 'what', kind: 'text'},
];
