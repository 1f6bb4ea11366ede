"""Documents of millions of stories: tables of stories in, tables of documents, findings and losses out, shard by shard."""
