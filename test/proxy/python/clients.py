"""Calls models with the `openai` and `anthropic` packages, through a proxy whose address is the only argument.

Prints one line of JSON for each call: its name, and what the client made of the answer. The calls are those that
people write, with `extra_body` as the gateways' own pages show it.
"""

import asyncio
import json
import os
import sys

import anthropic
import openai

base = sys.argv[1]
messages = [{"role": "user", "content": "Analyze this proprietary business strategy."}]
no_training = {"providerOptions": {"gateway": {"disallowPromptTraining": True}}}
pii = {"x-cordon-category": "pii"}
prohibited = {"x-cordon-category": "prohibited"}


def tell(name, call):
    try:
        outcome = call()
    except (openai.APIStatusError, anthropic.APIStatusError) as error:
        outcome = {"error": type(error).__name__, "status": error.status_code, "message": error.message}
    print(json.dumps({"name": name, "outcome": outcome}), flush=True)


client = openai.OpenAI(api_key="key", base_url=f"{base}/vercel/v1")
claude = anthropic.Anthropic(api_key="key", base_url=f"{base}/vercel")


def chat(**options):
    completion = client.chat.completions.create(model="zai/glm-4.7", messages=messages, **options)
    return completion.choices[0].message.content


def respond(**options):
    response = client.responses.create(
        model="zai/glm-4.7",
        input=[{"role": "user", "content": "Analyze this proprietary business strategy."}],
        **options,
    )
    return response.id


def message(**options):
    answer = claude.messages.create(model="anthropic/claude-sonnet-4.6", max_tokens=64, messages=messages, **options)
    return answer.content[0].text


def stream():
    chunks = client.chat.completions.create(
        model="zai/glm-4.7", messages=messages, stream=True, extra_body=no_training, extra_headers=pii
    )
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def many():
    async def run():
        async with openai.AsyncOpenAI(api_key="key", base_url=f"{base}/vercel/v1") as asynchronous:
            calls = [
                asynchronous.chat.completions.create(model="zai/glm-4.7", messages=messages, extra_headers=pii)
                for _ in range(20)
            ]
            return len(await asyncio.gather(*calls))

    return asyncio.run(run())


tell("chat", lambda: chat(extra_body=no_training))
tell("chat of internal data", lambda: chat(extra_body=no_training, extra_headers={"x-cordon-category": "internal"}))
tell("chat of personal data", lambda: chat(extra_body=no_training, extra_headers=pii))
tell("chat with a category in its body", lambda: chat(extra_body={"providerOptions": {"cordon": {"category": "pii"}}}))
tell("chat of prohibited data", lambda: chat(extra_headers=prohibited))
tell("responses", lambda: respond(extra_body=no_training))
tell("responses of prohibited data", lambda: respond(extra_headers=prohibited))
tell("embeddings", lambda: len(client.embeddings.create(model="openai/text-embedding-3-small", input="x", extra_headers=pii).data))
tell("messages", lambda: message(extra_body=no_training))
tell("messages of personal data", lambda: message(extra_body=no_training, extra_headers=pii))
tell("messages of prohibited data", lambda: message(extra_headers=prohibited))
tell("stream", stream)
tell("many at once", many)
router = openai.OpenAI(api_key="key", base_url=f"{base}/openrouter/api/v1")
tell(
    "openrouter",
    lambda: router.chat.completions.create(
        model="z-ai/glm-4.7", messages=messages, extra_body={"provider": {"data_collection": "deny"}}, extra_headers=pii
    ).choices[0].message.content,
)
tell(
    "speech to text",
    lambda: openai.OpenAI(api_key="key", base_url=f"{base}/openai/v1").audio.transcriptions.create(
        model="whisper-1", file=("a.wav", b"RIFF"), extra_headers={"x-cordon-category": "internal"}
    ).text,
)
os._exit(0)
