// What a mark says when it is pointed at, and what the bar under the cursor says.

class Tip {
    constructor(element, chart, state) {
        Object.assign(this, {element, chart, state});
    }

    show(hit) {
        if (!hit) {
            this.element.hidden = true;
            return;
        }
        this.element.replaceChildren(...(hit.badge ? this.badge(hit.badge) : this.signal(hit.row)));
        this.element.hidden = false;
        const {offsetWidth: width, offsetHeight: height} = this.element;
        const left = hit.x + 16 + width > this.chart.width ? hit.x - width - 16 : hit.x + 16;
        this.element.style.left = Math.max(4, Math.min(left, this.chart.width - width - 4)) + 'px';
        this.element.style.top = Math.max(4, Math.min(hit.y - 20, this.chart.height - height - 4)) + 'px';
    }

    badge({kind, count, counts, from, to}) {
        const {series} = this.state;
        const name = {BUY: 'BUY', SELL: 'SELL', HOLD: 'HOLD (endings)'}[kind];
        return [
            make('h4', {}, `${grouped(count)} × ${name}`),
            make('dl', {}, counts.map(([strategy, n]) =>
                [make('dt', {}, this.state.data.strategies[strategy].id), make('dd', {}, grouped(n))])),
            make('p', {}, `${timeText(series.start(from))} to ${timeText(series.end(to - 1))}. Zoom in to see each.`),
        ];
    }

    signal(row) {
        const {series, data} = this.state;
        const {signals} = series;
        const bar = signals.bar(row);
        const value = name => signals.column(name)[row];
        const kind = signals.kind(row);
        const rows = [['bar', barText(series, bar)], ['reason', signals.reason(row)]];
        if (kind === 'HOLD') {
            rows.push(['ended', signals.closesId(row)]);
            const entry = signals.closes(row);
            if (entry >= 0) {
                rows.push(...outcomeRows(signals, entry));
            }
        } else {
            rows.push(['status', signals.status(row) || 'stance confirmed']);
            rows.push(['confidence', numberText(value('confidence'))]);
            rows.push(['reference', numberText(value('reference'))]);
            rows.push(['stop', numberText(value('stop'))], ['target', numberText(value('target'))]);
            rows.push(['expires after', expiryText(signals, row)]);
            rows.push(['closes', signals.closesId(row)]);
            rows.push(...outcomeRows(signals, row));
        }
        rows.push(['id', signals.ids[row]]);
        const id = data.strategies[signals.strategy(row)].id;
        return [
            make('h4', {}, make('i', {class: 'swatch', colour: strategyColour(signals.strategy(row))}), `${signals.side(row)} · ${id}`),
            make('dl', {}, rows.filter(([, text]) => text !== '').map(([name, text]) => [make('dt', {}, name), make('dd', {}, text)])),
            signals.isConverged(row) ? '' : make('p', {}, 'Not converged: its numbers still remember where the data began.'),
        ].filter(part => part !== '');
    }
}

function outcomeRows(signals, entry) {
    const value = name => signals.column(name)[entry];
    const rows = [['exit', numberText(value('exit'))], ['return', numberText(value('return'))]];
    rows.push(['best (MFE)', numberText(value('mfe'))], ['worst (MAE)', numberText(value('mae'))]);
    if (signals.isScored(entry)) {
        rows.push(['scored as', signals.isWin(entry) ? 'WIN' : 'no win']);
    }
    return rows;
}

function expiryText(signals, row) {
    const bars = signals.column('expiryBars')[row];
    const millis = signals.column('expiryMillis')[row];
    return bars > 0 ? plural(bars, 'bar') : millis > 0 ? spanText(millis) : '';
}

function barText(series, i) {
    const time = (name) => timeText(series.column(name)[i], series.column(name + 'Nanos')[i]);
    return series.isTime ? `${time('start')} – ${time('end').slice(0, 10) === time('start').slice(0, 10) ? time('end').slice(11) : time('end')}`
        : `#${grouped(series.column('ordinal')[i])}, ${time('start')} – ${time('end')}`;
}

/** The line of numbers above the chart. */
function readBar(series, i) {
    const parts = [make('b', {}, barText(series, i))];
    for (const [name, label] of [['open', 'O'], ['high', 'H'], ['low', 'L'], ['close', 'C'], ['volume', 'V'], ['wap', 'wap']]) {
        const text = numberText(series.column(name)[i]);
        if (text) {
            parts.push(`  ${label} `, make('b', {}, text), series.block.columns[name].step ? ' (rounded)' : '');
        }
    }
    const trades = series.column('trades')[i];
    const notes = [
        trades >= 0 ? plural(trades, 'trade') : '',
        series.isFilled(i) ? 'FILLED: nobody traded, the last close stands in' : '',
        series.isFirst(i) ? 'FIRST: starts before the first event' : '',
        series.gapBefore(i) > 0 ? `after ${spanText(series.gapBefore(i))} without bars` : '',
    ].filter(Boolean);
    return [...parts, notes.length ? '  ' + notes.join(', ') : ''];
}
