/* Paste in the rich text editor.
 *
 * Wagtail's links handle by themselves what holds an address, and then nothing filters the rest:
 * so this listener comes before all of the editor's own. */

{
  const ADDRESS = /^(https?:\/\/\S+|\S+@\S+\.\S+)$/;

  // The streams of blocks, by the element that holds their blocks.
  const streams = new WeakMap();
  const { StreamBlockDefinition } = window.wagtailStreamField?.blocks ?? {};
  if (StreamBlockDefinition) {
    const { render } = StreamBlockDefinition.prototype;
    StreamBlockDefinition.prototype.render = function (...args) {
      const stream = render.apply(this, args);
      streams.set(stream.sequenceContainer[0], stream);
      return stream;
    };
  }
  portalPaste.getStream = (element) => streams.get(element);

  /** The block of the body that is this field, and its stream; null elsewhere. */
  const findPlace = (field) => {
    const element = field.closest("[data-streamfield-child]");
    const stream = streams.get(element?.parentElement);
    const child = stream?.children.find((one) => one.element === element);
    const isParagraph = child?.type === "paragraph" && child.block.widget?.input === field;
    return isParagraph && stream.blockDef.childBlockDefsByName.heading ? { stream, child } : null;
  };

  const removeSelected = (state) => {
    const { EditorState, Modifier } = window.DraftJS;
    const selection = state.getSelection();
    if (selection.isCollapsed()) return state;
    const content = Modifier.removeRange(state.getCurrentContent(), selection, "backward");
    return EditorState.push(state, content, "remove-range");
  };

  /** Put a content state where the selection is, as one step to undo. */
  const insert = (field, raw) => {
    const { EditorState, Modifier, convertFromRaw } = window.DraftJS;
    const state = field.draftailEditor.getEditorState();
    const fragment = convertFromRaw(raw).getBlockMap();
    const first = fragment.first();
    let content = state.getCurrentContent();
    let selection = state.getSelection();
    if (!selection.isCollapsed()) {
      content = Modifier.removeRange(content, selection, "backward");
      selection = content.getSelectionAfter();
    }
    const target = content.getBlockForKey(selection.getStartKey());
    if (!target.getText()) {
      content = Modifier.setBlockType(content, selection, first.getType());
      content = content.mergeIn(["blockMap", target.getKey()], { depth: first.getDepth() });
    }
    content = Modifier.replaceWithFragment(content, selection, fragment);
    portalPaste.change(field, EditorState.push(state, content, "insert-fragment"));
  };

  const serialize = (state) =>
    JSON.stringify(window.Draftail.serialiseEditorStateToRaw(state));

  /** Change the text, and what is sent of it: the editor alone waits a quarter of a second. */
  portalPaste.change = (field, state) => {
    field.draftailEditor.onChange(state);
    field.value = serialize(state);
  };

  const hasText = (state) => state.getCurrentContent().getPlainText().trim() !== "";

  portalPaste.insertBlocks = (stream, blocks, index) =>
    blocks.map(({ type, value }, offset) =>
      stream.insert({ type, value, id: crypto.randomUUID() }, index + offset, {}),
    );

  /** Put blocks in the body at the selection of a paragraph; return what undoes it. */
  const split = ({ stream, child }, field, blocks) => {
    const editor = field.draftailEditor;
    const original = editor.getEditorState();
    const { stateBefore, stateAfter } = window.draftail.splitState(removeSelected(original));
    const [isFirst, isLast] = [!hasText(stateBefore), !hasText(stateAfter)];
    const { id, index } = child;
    const rest = isLast ? [] : [{ type: "paragraph", value: serialize(stateAfter) }];
    if (!isFirst) portalPaste.change(field, stateBefore);
    const added = portalPaste.insertBlocks(stream, [...blocks, ...rest], index + 1);
    if (isFirst) stream.deleteBlock(index);
    return {
      added,
      undo: () => {
        for (const one of added) stream.deleteBlock(one.index);
        if (isFirst) {
          const value = serialize(original);
          stream.insert({ type: "paragraph", value, id }, index, { focus: true });
        } else {
          portalPaste.change(field, original);
          editor.focus();
        }
      },
    };
  };

  const paste = async (field, clipboard) => {
    const editor = field.draftailEditor;
    const place = findPlace(field);
    const extra = place ? { can_split: "on" } : {};
    const answer = await portalPaste.convert("text", clipboard, extra);
    const choice = answer.asks ? await portalPaste.open(answer.question) : "keep";
    if (choice === "split") {
      const { added, undo } = split(place, field, answer.blocks);
      portalPaste.notify(answer.notice, added[0].element, undo);
    } else if (choice === "keep" && !answer.is_empty) {
      insert(field, answer.content);
      editor.focus();
    } else editor.focus();
  };

  addEventListener(
    "paste",
    (event) => {
      const editable = event.target.closest?.(".public-DraftEditor-content");
      const wrapper = editable?.closest("[data-draftail-editor-wrapper]");
      const field = wrapper?.parentElement.querySelector("input[type=hidden]");
      if (!field?.draftailEditor || event.defaultPrevented) return;
      const clipboard = portalPaste.read(event);
      const isSimple = !clipboard.html && !/[\n@]|:\/\/|www\./.test(clipboard.text);
      if (isSimple || ADDRESS.test(clipboard.text.trim())) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      paste(field, clipboard).catch((error) => portalPaste.fail(error, wrapper));
    },
    true,
  );
}
