"""The Esep compiler: syntax tree to model, model to scores, workbooks and findings."""
