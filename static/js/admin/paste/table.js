/* Tables of a body: a table that is pasted fills the cells, and the tab key goes from one to the
 * next. Escape, then the tab key, lead to the buttons of the row. */

{
  const NAME = "wagtail.contrib.typed_table_block.blocks.TypedTableBlock";
  const FOCUSABLE = "input:not([type=hidden]), textarea, .public-DraftEditor-content";

  const tables = new WeakMap();
  const Definition = window.telepath?.constructors[NAME];
  if (Definition) {
    const { render } = Definition.prototype;
    Definition.prototype.render = function (...args) {
      const table = render.apply(this, args);
      tables.set(table.container[0], table);
      return table;
    };
  }

  const findTable = (target) => tables.get(target.closest?.(".typed-table-block"));

  /** The place of a cell; -1 is the row of the headings. */
  const locate = (table, target) => {
    const heading = table.columns.findIndex((column) => column.headingInput === target);
    if (heading >= 0) return { row: -1, column: heading };
    const cell = target.closest("tbody td");
    if (!cell) return null;
    return {
      row: [...table.tbody.children].indexOf(cell.parentElement),
      column: [...cell.parentElement.children].indexOf(cell) - 1,
    };
  };

  const isEmpty = (table) =>
    table.columns.every((column) => !column.headingInput.value) &&
    table.rows.every((row) => row.blocks.every((block) => !block.getTextLabel()));

  const setCell = (block, cell) => {
    const { input } = block.widget;
    if (!input?.draftailEditor) {
      block.setState(cell.text);
      return;
    }
    const { EditorState, convertFromRaw } = window.DraftJS;
    const content = convertFromRaw(JSON.parse(cell.rich_text));
    const former = input.draftailEditor.getEditorState();
    portalPaste.change(input, EditorState.push(former, content, "insert-fragment"));
  };

  const fill = (table, start, cells) => {
    const width = start.column + Math.max(...cells.map((row) => row.length));
    while (table.columns.length < width) {
      table.insertColumn(table.columns.length, table.childBlockDefsByName.text);
    }
    while (table.rows.length < start.row + cells.length) table.insertRow(table.rows.length);
    cells.forEach((row, offset) =>
      row.forEach((cell, index) => {
        const [y, x] = [start.row + offset, start.column + index];
        if (y < 0) table.columns[x].headingInput.value = cell.text;
        else setCell(table.rows[y].blocks[x], cell);
      }),
    );
  };

  /** Put a table in the cells from the one at `start`; return what undoes it. */
  const put = (table, start, answer) => {
    const caption = table.captionInput.value;
    const former = { ...table.getState(), caption };
    const { cells, value } = answer;
    const covered = table.columns.slice(start.column, start.column + cells[0].length);
    const isNamed = covered.some((column) => column.headingInput.value);
    const isAtTop = start.row <= 0 && start.column === 0;
    if (isAtTop && isEmpty(table) && table.rows.length <= cells.length) {
      table.setState({ ...value, caption: caption || value.caption });
    } else {
      const row = start.row === 0 && answer.has_header && !isNamed ? -1 : start.row;
      fill(table, { row, column: start.column }, cells);
    }
    table.container[0].dispatchEvent(new Event("change", { bubbles: true }));
    return () => table.setState(former);
  };

  const paste = async (table, start, clipboard) => {
    const answer = await portalPaste.convert("table", clipboard);
    const undo = put(table, start, answer);
    portalPaste.notify(answer.notice, table.container[0], undo);
  };

  addEventListener(
    "paste",
    (event) => {
      const table = findTable(event.target);
      if (!table) return;
      const start = table.columns.length ? locate(table, event.target) : { row: -1, column: 0 };
      const clipboard = portalPaste.read(event);
      const isTable = /<td[\s>]/i.test(clipboard.html) || clipboard.text.includes("\t");
      if (!start || !isTable) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      paste(table, start, clipboard).catch((error) =>
        portalPaste.fail(error, table.container[0]),
      );
    },
    true,
  );

  const isInList = () => getSelection().anchorNode?.parentElement?.closest("li");
  let leaves = false; // Escape was pressed: the next tab leaves the cells

  addEventListener(
    "keydown",
    (event) => {
      const table = findTable(event.target);
      const [was, now] = [leaves, event.key === "Escape" && table];
      if (event.key !== "Shift") leaves = Boolean(now);
      if (event.key !== "Tab" || was || !table || !event.target.matches(FOCUSABLE)) return;
      if (event.target.isContentEditable && isInList()) return;
      const stops = [...table.tbody.querySelectorAll(`td :is(${FOCUSABLE})`)];
      const index = stops.indexOf(event.target);
      if (index < 0) return;
      const isLast = !event.shiftKey && index === stops.length - 1;
      const next = isLast ? table.addRowButton[0] : stops[index + (event.shiftKey ? -1 : 1)];
      if (!next) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      next.focus();
      next.select?.();
    },
    true,
  );
}
