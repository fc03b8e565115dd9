// The signals in view as a table, page by page; every one of them can be reached from it.

const ROWS = 25;

class Listing {
    constructor(view, state) {
        Object.assign(this, {view, state, page: 0, range: ''});
        this.body = byId('listing-body');
        this.title = byId('listing-title');
        this.request = whenQuiet(() => this.draw(), 120);
        view.listeners.push(this.request);
        byId('listing').addEventListener('toggle', this.request);
    }

    draw() {
        const {series, shownStrategies} = this.state;
        if (!series) {
            return;
        }
        const range = [series.symbol, series.timeframe, this.view.firstBar, this.view.endBar, [...shownStrategies]].join();
        this.page = range === this.range ? this.page : 0;
        this.range = range;
        const rows = series.signals.between(shownStrategies, this.view.firstBar, this.view.endBar);
        this.title.textContent = `Signals in view (${grouped(rows.length)} of ${grouped(series.signals.count)})`;
        if (!byId('listing').open) {
            return;
        }
        if (rows.length === 0) {
            this.body.replaceChildren(make('p', {class: 'note'}, series.signals.count === 0
                ? 'No strategy gave a signal on this symbol and timeframe.'
                : 'No signal in this part. “next signal” goes to the nearest one after it.'));
            return;
        }
        const last = Math.ceil(rows.length / ROWS) - 1;
        this.page = Math.min(this.page, last);
        const shown = rows.slice(this.page * ROWS, (this.page + 1) * ROWS);
        const turn = by => () => {
            this.page += by;
            this.draw();
        };
        const pager = make('div', {class: 'pager'},
            make('button', {type: 'button', disabled: this.page === 0, onclick: turn(-1)}, 'before'),
            `${grouped(this.page * ROWS + 1)} to ${grouped(this.page * ROWS + shown.length)} of ${grouped(rows.length)}`,
            make('button', {type: 'button', disabled: this.page === last, onclick: turn(1)}, 'after'));
        this.body.replaceChildren(
            table('In order of their bars; returns are gross of costs.', HEAD, shown.map(row => this.row(row))),
            last > 0 ? pager : '');
    }

    row(row) {
        const {series, data, selected, isExact} = this.state;
        const {signals} = series;
        const value = name => signals.column(name)[row];
        const rounded = (name, decimals) => ({
            text: !isNumber(value(name)) ? '' : isExact ? numberText(value(name)) : fixed(value(name), decimals),
            title: numberText(value(name)),
        });
        const share = (name, coloured) => ({
            text: !isNumber(value(name)) ? '' : isExact ? numberText(value(name)) : percent(value(name)),
            title: numberText(value(name)),
            kind: coloured && isNumber(value(name)) ? (value(name) > 0 ? 'win' : 'loss') : null,
        });
        const time = timeText(series.column('end')[signals.bar(row)], series.column('endNanos')[signals.bar(row)]);
        return {
            properties: {class: row === selected ? 'chosen' : null, 'data-row': row},
            cells: [
                {text: make('button', {type: 'button', onclick: () => this.state.select(row, 'list'), 'aria-label': 'Show ' + time}, time)},
                data.strategies[signals.strategy(row)].id,
                signals.side(row),
                signals.reason(row),
                signals.status(row),
                rounded('confidence', 3),
                rounded('reference', series.decimals),
                rounded('stop', series.decimals + 1),
                rounded('target', series.decimals + 1),
                rounded('exit', series.decimals + 1),
                share('return', true),
                share('mfe'),
                share('mae'),
                signals.isConverged(row) ? 'yes' : 'no',
                {text: signals.ids[row], kind: 'id'},
            ],
        };
    }
}

const HEAD = [
    {name: 'bar ends', kind: 'text'}, {name: 'strategy', kind: 'text'}, {name: 'side', kind: 'text'}, {name: 'reason', kind: 'text'},
    {name: 'status', kind: 'text', title: 'OPEN, or what ended it'}, {name: 'confidence'}, {name: 'reference', title: 'close of its bar'},
    {name: 'stop'}, {name: 'target'}, {name: 'exit'}, {name: 'return', title: 'gross'}, {name: 'MFE', title: 'best while it stood'},
    {name: 'MAE', title: 'worst while it stood'}, {name: 'converged', title: 'its numbers had forgotten where the data began'},
    {name: 'id', kind: 'text'},
];
