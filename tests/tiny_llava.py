"""A tiny LLaVA checkpoint with random weights: CLIP and Llama, the image processor without torchvision, seeded.

    python tests/tiny_llava.py FOLDER

It says nonsense, but everything else about it is a real vision-language model: real servers load and serve it.
"""

from __future__ import annotations

import json
import string
import sys
from pathlib import Path

IMAGE = "<image>"
SIDE, PATCH = 28, 14
TEMPLATE = (
    "{% for message in messages %}{{ message['role'] }}: "
    "{% if message['content'] is string %}{{ message['content'] }}{% else %}"
    "{% for part in message['content'] %}{% if part['type'] == 'text' %}{{ part['text'] }}{% else %}<image>{% endif %}"
    "{% endfor %}{% endif %}\n{% endfor %}{% if add_generation_prompt %}assistant: {% endif %}"
)


def make_tokenizer(folder: Path) -> None:
    """One token per byte-like character, and a few special ones."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    special = ["<unk>", "<s>", "</s>", "<pad>", IMAGE]
    words = [f"Ġ{word}" for word in ("a", "tree", "roof", "road", "ship", "field", "stands", "beside", "the", "water")]
    vocabulary = {token: number for number, token in enumerate([*special, *letters, *words])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(folder / "tokenizer.json"))


def make(folder: Path) -> Path:
    """Write the checkpoint and give its folder back."""
    import torch
    from transformers import (
        CLIPImageProcessorPil,
        CLIPVisionConfig,
        LlamaConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
        LlavaProcessor,
        PreTrainedTokenizerFast,
    )

    folder.mkdir(parents=True, exist_ok=True)
    make_tokenizer(folder)
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), unk_token="<unk>",
                                        bos_token="<s>", eos_token="</s>", pad_token="<pad>",
                                        extra_special_tokens={"image_token": IMAGE})
    size = {"height": SIDE, "width": SIDE}
    processor = LlavaProcessor(
        image_processor=CLIPImageProcessorPil(size={"shortest_edge": SIDE}, crop_size=size), tokenizer=tokenizer,
        patch_size=PATCH, vision_feature_select_strategy="default", image_token=IMAGE, num_additional_image_tokens=1,
        chat_template=TEMPLATE)
    processor.save_pretrained(folder)
    numbers = {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 3}
    text = LlamaConfig(vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2,
                       num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=4096,
                       initializer_range=0.4, **numbers)
    vision = CLIPVisionConfig(hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
                              image_size=SIDE, patch_size=PATCH, projection_dim=32)
    torch.manual_seed(20261121)
    model = LlavaForConditionalGeneration(LlavaConfig(
        text_config=text, vision_config=vision, image_token_index=tokenizer.convert_tokens_to_ids(IMAGE),
        image_seq_length=(SIDE // PATCH) ** 2, vision_feature_layer=-2, **numbers)).eval()
    with torch.no_grad():  # special tokens and unprintable bytes are never said
        silent = [n for token, n in tokenizer.get_vocab().items() if not set(token) <= set(string.printable + "Ġ")]
        model.lm_head.weight[[*range(5), *silent]] = 0.0
    model.generation_config.update(**numbers, do_sample=False)
    model.save_pretrained(folder)
    return folder


if __name__ == "__main__":
    made = make(Path(sys.argv[1]))
    print(json.dumps({"folder": str(made), "bytes": sum(each.stat().st_size for each in made.iterdir())}))
